package ds.lab.history.check;

import java.util.List;
import java.util.Set;

/// Why a history breaks a property, in words.
final class Reasons {

  private static final int STATES_SHOWN_MAX = 4;

  private Reasons() {}

  /// @param operation the one without a place
  /// @param states what each legal order leads to, where the operation would have to be next
  static String cannotBePlaced(String operation, Set<String> states) {
    List<String> shown = states.stream().limit(STATES_SHOWN_MAX).toList();
    String more =
        states.size() > shown.size()
            ? ", or one of " + (states.size() - shown.size()) + " other states"
            : "";
    return "`"
        + operation
        + "` has no place: by the time it returned, in every legal order of the other operations, "
        + String.join(", or ", shown)
        + more
        + ".";
  }
}
