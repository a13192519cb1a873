package ds.lab.source;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A few lines of one source file, and what stands there instead.
///
/// Lines are compared without their indentation, so a patch survives a change of nesting.
///
/// @param file the source, by its path below the source folder: `ds/protocol/raft/Election.java`
/// @param before lines that occur in the file exactly once, one below the other
/// @param after what replaces them; may be empty
public record Patch(String file, List<String> before, List<String> after) {

  public Patch {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /// The sources that some patches change, as they are then, by path.
  ///
  /// @param original the source at a path
  /// @throws IllegalArgumentException if a patch does not fit
  public static SortedMap<String, String> applyAll(
      List<Patch> patches, UnaryOperator<String> original) {
    SortedMap<String, String> sources = new TreeMap<>();
    for (Patch patch : patches) {
      String source = sources.computeIfAbsent(patch.file(), original);
      sources.put(patch.file(), patch.apply(source));
    }
    return sources;
  }

  /// The source with the patch applied; its other lines keep their numbers if the patch does not
  /// change how many there are.
  ///
  /// @throws IllegalArgumentException if the lines do not occur exactly once
  public String apply(String source) {
    List<String> lines = source.lines().toList();
    int place = -1;
    for (int i = 0; i + before.size() <= lines.size(); i++) {
      if (isAt(lines, i)) {
        if (place >= 0) {
          throw new IllegalArgumentException(complaint("occurs more than once"));
        }
        place = i;
      }
    }
    if (place < 0) {
      throw new IllegalArgumentException(complaint("does not occur"));
    }
    List<String> patched = new ArrayList<>(lines.subList(0, place));
    patched.addAll(after);
    patched.addAll(lines.subList(place + before.size(), lines.size()));
    return String.join("\n", patched) + "\n";
  }

  private boolean isAt(List<String> lines, int start) {
    for (int i = 0; i < before.size(); i++) {
      if (!lines.get(start + i).strip().equals(before.get(i).strip())) {
        return false;
      }
    }
    return true;
  }

  private String complaint(String what) {
    return "%s: '%s' %s".formatted(file, before.getFirst().strip(), what);
  }
}
