package ds.lab.history.check;

import java.util.Collection;
import java.util.List;

/// Why a history breaks a property, in words.
final class Reasons {

  private static final int SHOWN_MAX = 4;

  private Reasons() {}

  /// No legal order gets past the return of an operation.
  ///
  /// @param states what the legal orders of the others lead to, while the operation was under way
  static String cannotBePlaced(String operation, Collection<String> states) {
    return operation
        + " has no place: in every legal order of the other operations, until it returned, "
        + some(states, "or ")
        + ".";
  }

  /// The longest legal order cannot be continued by any client.
  static String noneFits(Collection<String> operations, String state) {
    return "at the end of the longest legal order "
        + state
        + ", and no client can go on: not with "
        + some(operations, "nor with ")
        + ".";
  }

  private static String some(Collection<String> all, String joint) {
    List<String> shown = all.stream().limit(SHOWN_MAX).toList();
    int hidden = all.size() - shown.size();
    return String.join(", " + joint, shown)
        + (hidden > 0 ? ", " + joint + "any of " + hidden + " others" : "");
  }
}
