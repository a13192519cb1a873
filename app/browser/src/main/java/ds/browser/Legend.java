package ds.browser;

import ds.lab.mirror.Mirror;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The words of a diagram, each written once and named by its number.
final class Legend {

  /// Words in the order of their numbers.
  static final class Table {
    private final List<String> words = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    int number(String word) {
      Integer known = numbers.get(word);
      if (known != null) {
        return known;
      }
      numbers.put(word, words.size());
      words.add(word);
      return words.size() - 1;
    }

    void write(Json json) {
      words.forEach(json::item);
    }
  }

  private final Mirror mirror;
  private final Table kinds = new Table();
  private final Table labels = new Table();

  Legend(Mirror mirror) {
    this.mirror = mirror;
  }

  /// Kinds of messages.
  Table kinds() {
    return kinds;
  }

  /// What timers, records and facts are called.
  Table labels() {
    return labels;
  }

  int kind(Object message) {
    return kinds.number(mirror.kind(message));
  }

  /// The kind of a fact or a record: `BecameLeader`.
  int label(Object value) {
    return labels.number(
        value instanceof Enum ? value.toString() : value.getClass().getSimpleName());
  }

  int note(String words) {
    return labels.number(words);
  }
}
