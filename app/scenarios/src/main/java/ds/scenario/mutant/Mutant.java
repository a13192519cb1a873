package ds.scenario.mutant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
  /// @throws IllegalArgumentException saying what is wrong, with the line's number
  static Mutant parse(String name, String text) {
    Reader reader = new Reader(name);
    text.lines().forEach(reader::read);
    return reader.mutant();
  }

  private static final class Reader {
    private final String name;
    private final StringBuilder mistake = new StringBuilder();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final List<Patch> patches = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private int number;

    Reader(String name) {
      this.name = name;
    }

    void read(String line) {
      number++;
      if (line.startsWith("#")) {
        mistake.append(mistake.isEmpty() ? "" : " ").append(line.substring(1).strip());
      } else if (line.startsWith("-")) {
        if (!after.isEmpty()) {
          endPatch();
        }
        before.add(line.substring(1));
      } else if (line.startsWith("+")) {
        after.add(line.substring(1));
      } else if (!line.isBlank()) {
        readField(line);
      } else {
        endPatch();
      }
    }

    private void readField(String line) {
      endPatch();
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw complaint("expected '#', 'source:', 'scenario:', 'script:', 'file:', '-' or '+'");
      }
      fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    private void endPatch() {
      if (before.isEmpty() && after.isEmpty()) {
        return;
      }
      if (before.isEmpty()) {
        throw complaint("lines to put in need lines to take out");
      }
      patches.add(new Patch(field("file"), before, after));
      before.clear();
      after.clear();
    }

    Mutant mutant() {
      endPatch();
      if (patches.isEmpty()) {
        throw complaint("a mutant changes something");
      }
      return new Mutant(name, mistake.toString(), field("source"), trap(), patches);
    }

    private Trap trap() {
      String script = fields.getOrDefault("script", "");
      if (script.isEmpty()) {
        return new Trap.OfScenario(field("scenario"));
      }
      if (script.indexOf('/') < 0) {
        throw complaint("a script is named by its folder and its file, 'raft/lease-read'");
      }
      return new Trap.OfScript(script);
    }

    private String field(String key) {
      String value = fields.get(key);
      if (value == null) {
        throw complaint("'" + key + ":' is missing");
      }
      return value;
    }

    private IllegalArgumentException complaint(String what) {
      return new IllegalArgumentException("mutant %s, line %d: %s".formatted(name, number, what));
    }
  }
}
