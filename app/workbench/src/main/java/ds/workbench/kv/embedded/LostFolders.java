package ds.workbench.kv.embedded;

import ds.system.kv.bootstrap.Identity;
import ds.system.kv.bootstrap.Identity.Past;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Members whose folders are gone, or empty, while others of their cluster have theirs.
///
/// Started again with nothing they would have forgotten what the others count on. Those who have it
/// may not even be asked: the first member of a plan starts before all others. So it is looked for
/// in the folders, before anybody starts.
public final class LostFolders {

  private LostFolders() {}

  /// The names of those that are lost: none if no member has taken part in the cluster yet, as when
  /// its first start was broken off.
  ///
  /// @throws IOException if a member's folder is in use, or cannot be read
  static List<String> of(Plan plan) throws IOException {
    List<String> lost = new ArrayList<>();
    boolean hasBegun = false;
    for (String name : plan.names()) {
      Past past = Identity.past(plan.data().resolve(name));
      hasBegun |= past == Past.TOOK_PART;
      if (past == Past.NONE) {
        lost.add(name);
      }
    }
    return hasBegun ? lost : List.of();
  }

  /// What is lost, in words, if anything is.
  ///
  /// @throws IOException as above
  public static Optional<String> words(Plan plan) throws IOException {
    List<String> lost = of(plan);
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s has lost %s, which others count on"
                .formatted(plan.data(), String.join(" and ", lost)));
  }
}
