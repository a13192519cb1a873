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
/// The search for a broken run begins at seed 1, or at the one behind `from:` if there is such a
/// line: a chapter tells a short story rather than the first. Instead of a scenario it may name a
/// script, as `script: raft/lease-read`.
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
    ///
    /// @param from the seed that is tried first
    record OfScenario(String name, long from) implements Trap {}

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
      return new Trap.OfScenario(file.field("scenario"), from(file));
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

  private static long from(PatchFile file) {
    String seed = file.find("from").orElse("1");
    if (!seed.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(
          file.name() + ": found 'from: " + seed + "'; expected the first seed, as 'from: 42'");
    }
    return Long.parseLong(seed);
  }
}
