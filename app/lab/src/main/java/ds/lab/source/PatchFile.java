package ds.lab.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A change of sources, with what it is about in words.
///
/// ```
/// # A leader counts the replicas of an old term's entry as commitment.
/// source: Raft §5.4.2, figure 8
/// file: ds/protocol/raft/Replication.java
/// - if (log.termAt(index) == term) {
/// + if (true) {
/// ```
///
/// Lines that begin with `-` are taken out and those with `+` after them put in; `file:` holds for
/// the patches below it. What other fields mean is for the reader to say.
///
/// @param name what complaints call it
/// @param words the lines that begin with `#`, joined
/// @param fields what stands behind `key:`; of a key that occurs twice the last one
/// @param patches the change, at least one
public record PatchFile(
    String name, String words, Map<String, String> fields, List<Patch> patches) {

  public PatchFile {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    patches = List.copyOf(patches);
  }

  /// Reads the text form.
  ///
  /// @throws IllegalArgumentException saying what is wrong, with the line's number
  public static PatchFile parse(String name, String text) {
    Reader reader = new Reader(name);
    text.lines().forEach(reader::read);
    return reader.file();
  }

  /// A field that may be left out.
  public Optional<String> find(String key) {
    return Optional.ofNullable(fields.get(key));
  }

  /// A field that has to be there.
  ///
  /// @throws IllegalArgumentException if it is not
  public String field(String key) {
    return find(key)
        .orElseThrow(() -> new IllegalArgumentException(name + ": '" + key + ":' is missing"));
  }

  private static final class Reader {
    private final String name;
    private final StringBuilder words = new StringBuilder();
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
        words.append(words.isEmpty() ? "" : " ").append(line.substring(1).strip());
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
        throw complaint("expected '#', 'key: value', '-' or '+'");
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
      String file = fields.get("file");
      if (file == null) {
        throw complaint("'file:' is missing");
      }
      patches.add(new Patch(file, before, after));
      before.clear();
      after.clear();
    }

    PatchFile file() {
      endPatch();
      if (patches.isEmpty()) {
        throw complaint("nothing is changed");
      }
      return new PatchFile(name, words.toString(), fields, patches);
    }

    private IllegalArgumentException complaint(String what) {
      return new IllegalArgumentException(name + ", line " + number + ": " + what);
    }
  }
}
