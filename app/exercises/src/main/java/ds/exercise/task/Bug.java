package ds.exercise.task;

import ds.lab.source.Patch;
import ds.lab.source.PatchFile;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A mistake that a learner could make, planted into the solution: the tests must catch it, and the
/// property that breaks must be the one that names the cause.
///
/// ```
/// # The pinger does not ask again.
/// shows: every question is answered
/// file: ping/Pinger.java
/// -    context.arm(PingTimer.ASK_AGAIN, 50 * MILLISECOND, 100 * MILLISECOND);
/// ```
///
/// @param name the file's name: `does-not-ask-again`
/// @param mistake what somebody got wrong, in a sentence
/// @param shows the property that must break first
public record Bug(String name, String mistake, String shows, List<Patch> patches) {

  public Bug {
    patches = List.copyOf(patches);
  }

  /// @throws IllegalArgumentException saying what is wrong
  public static Bug parse(String name, String text) {
    PatchFile file = PatchFile.parse("bug " + name, text);
    return new Bug(name, file.words(), file.field("shows"), file.patches());
  }

  /// The solution with the mistake in it.
  ///
  /// @param solution by path
  /// @throws IllegalArgumentException if the mistake does not fit the solution
  public SortedMap<String, String> plantedInto(SortedMap<String, String> solution) {
    SortedMap<String, String> sources = new TreeMap<>(solution);
    for (Patch patch : patches) {
      String source = sources.get(patch.file());
      if (source == null) {
        throw new IllegalArgumentException("bug " + name + ": no file " + patch.file());
      }
      sources.put(patch.file(), patch.apply(source));
    }
    return sources;
  }
}
