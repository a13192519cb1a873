package ds.lab.history.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How operations and states are put into words.
final class Words {

  private static final int VALUE_LENGTH_MAX = 60;
  private static final int VALUES_LISTED_MAX = 12;

  private Words() {}

  /// A call with its answer, which is left out if it says no more than that all went well.
  static String call(String call, Optional<String> answer) {
    String words = answer.orElse("?");
    return words.equals("ok") ? call : call + " → " + words;
  }

  /// A value in quotes. Of a long one, the end: that is where appended values differ.
  static String quoted(String value) {
    return value.length() <= VALUE_LENGTH_MAX
        ? "\"" + value + "\""
        : "\"…" + value.substring(value.length() - VALUE_LENGTH_MAX) + "\"";
  }

  /// The values, or how many there are and the last ones.
  static String listed(List<String> values) {
    int hidden = values.size() - VALUES_LISTED_MAX;
    return hidden <= 0
        ? String.join(", ", values)
        : hidden + " others, " + String.join(", ", values.subList(hidden, values.size()));
  }

  static List<String> with(List<String> values, String value) {
    List<String> more = new ArrayList<>(values);
    more.add(value);
    return List.copyOf(more);
  }
}
