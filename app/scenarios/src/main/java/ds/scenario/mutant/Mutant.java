package ds.scenario.mutant;

import ds.lab.source.Patch;
import ds.lab.source.PatchFile;
import java.util.List;
import java.util.Optional;

/// A deliberate bug: a change of some lines of a protocol, with the mistake behind it in words.
///
/// Its text form is a file of its own:
///
/// ```
/// # A leader counts the replicas of an old term's entry as commitment.
/// source: Raft §5.4.2, figure 8
/// scenario: raft
/// file: ds/protocol/raft/Replication.java
/// - if (log.termAt(index) == term) {
/// + if (true) {
/// ```
///
/// Instead of a scenario it may name a script, as `script: raft/lease-read`.
///
/// @param name the file's name: `commits-an-old-term`
/// @param mistake what somebody got wrong, in a sentence or two
/// @param source where the rule that it breaks stands
/// @param trap what must catch it
/// @param patches the change
public record Mutant(String name, String mistake, String source, Trap trap, List<Patch> patches) {

  /// What must catch a mutant.
  public sealed interface Trap {

    /// The name in the catalogue, or that of the script's file.
    String name();

    /// A property of this scenario breaks under some seed.
    record OfScenario(String name) implements Trap {}

    /// This script turns out differently: a rule so rarely needed that chance would take too long.
    record OfScript(String name) implements Trap {

      /// The folder, which names the protocol.
      public String protocol() {
        return name.substring(0, name.indexOf('/'));
      }
    }
  }

  public Mutant {
    patches = List.copyOf(patches);
  }

  /// Reads the text form.
  ///
  /// @throws IllegalArgumentException saying what is wrong, with the line's number if there is one
  static Mutant parse(String name, String text) {
    PatchFile file = PatchFile.parse("mutant " + name, text);
    return new Mutant(name, file.words(), file.field("source"), trap(file), file.patches());
  }

  private static Trap trap(PatchFile file) {
    Optional<String> script = file.find("script");
    if (script.isEmpty()) {
      return new Trap.OfScenario(file.field("scenario"));
    }
    if (script.get().indexOf('/') < 0) {
      throw new IllegalArgumentException(
          file.name()
              + ": a script is named by its folder and its file, 'raft/lease-read', not '"
              + script.get()
              + "'");
    }
    return new Trap.OfScript(script.get());
  }
}
