package ds.lab.history.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Why a history breaks a property, in words.
final class Reasons {

  private static final int SHOWN_MAX = 5;

  private Reasons() {}

  /// No legal order gets past the return of an operation.
  ///
  /// @param states what the legal orders of the others lead to, while the operation was under way
  static String cannotBePlaced(String operation, Collection<String> states) {
    return operation
        + " has no place: whatever the legal order of the others, until it returned, "
        + alternatives(states)
        + ".";
  }

  /// The longest legal order cannot be continued by any client.
  static String noneFits(Collection<String> operations, String state) {
    return "at the end of the longest legal order "
        + state
        + ", and no client can go on with what is next for it: "
        + String.join("; ", operations)
        + ".";
  }

  /// The states, said once as far as they begin alike: `it held 1, 2 or 3`.
  private static String alternatives(Collection<String> states) {
    List<String> all = List.copyOf(states);
    String start = all.getFirst().substring(0, common(all));
    List<String> ends = new ArrayList<>();
    all.stream().limit(SHOWN_MAX).forEach(state -> ends.add(state.substring(start.length())));
    if (all.size() > SHOWN_MAX) {
      ends.add("one of " + (all.size() - SHOWN_MAX) + " others");
    }
    String last = ends.removeLast();
    return start + (ends.isEmpty() ? last : String.join(", ", ends) + " or " + last);
  }

  /// How long the states are equal, in whole words and without breaking a quotation.
  private static int common(List<String> states) {
    String first = states.getFirst();
    int length = first.length();
    for (String state : states) {
      while (!state.startsWith(first.substring(0, length))) {
        length--;
      }
    }
    int quotation = first.indexOf('"');
    int whole = quotation < 0 ? length : Math.min(length, quotation);
    return states.size() == 1 ? length : first.lastIndexOf(' ', whole - 1) + 1;
  }
}
