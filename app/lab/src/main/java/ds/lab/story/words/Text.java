package ds.lab.story.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of a value, taken apart: what `toString` of records, lists and optionals writes.
///
/// Text is all that is needed, so no class has to be looked into, and all that is safe: whatever
/// does not read like a record stays as it is.
sealed interface Text {

  record Plain(String text) implements Text {}

  record Named(String name, List<Field> fields) implements Text {}

  record Field(String key, Text value) {}

  record Listing(List<Text> items) implements Text {}

  static Text of(Object value) {
    String text = String.valueOf(value);
    Reader reader = new Reader(text);
    Optional<Text> read = reader.value();
    return read.isPresent() && reader.isAtEnd() ? read.get() : new Plain(text);
  }

  /// Reads one text from left to right; empty as soon as it makes no sense.
  final class Reader {

    private static final String NONE = "Optional.empty";

    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    boolean isAtEnd() {
      return at == text.length();
    }

    Optional<Text> value() {
      if (skip(NONE)) {
        return Optional.of(new Listing(List.of()));
      }
      if (skip("[")) {
        return items("]").map(Listing::new);
      }
      int start = at;
      while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
        at++;
      }
      if (at == start || !skip("[")) {
        at = start;
        return plain();
      }
      String name = text.substring(start, at - 1);
      if (name.equals("Optional")) {
        return items("]").filter(it -> it.size() == 1).map(it -> it.getFirst());
      }
      return fields().map(it -> new Named(name, it));
    }

    private Optional<List<Text>> items(String end) {
      List<Text> items = new ArrayList<>();
      if (skip(end)) {
        return Optional.of(items);
      }
      do {
        Optional<Text> item = value();
        if (item.isEmpty()) {
          return Optional.empty();
        }
        items.add(item.get());
      } while (skip(", "));
      return skip(end) ? Optional.of(items) : Optional.empty();
    }

    private Optional<List<Field>> fields() {
      List<Field> fields = new ArrayList<>();
      if (skip("]")) {
        return Optional.of(fields);
      }
      do {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
          at++;
        }
        String key = text.substring(start, at);
        if (key.isEmpty() || !skip("=")) {
          return Optional.empty();
        }
        Optional<Text> value = value();
        if (value.isEmpty()) {
          return Optional.empty();
        }
        fields.add(new Field(key, value.get()));
      } while (skip(", "));
      return skip("]") ? Optional.of(fields) : Optional.empty();
    }

    /// Up to the next comma or closing bracket that is not inside brackets of its own.
    private Optional<Text> plain() {
      int start = at;
      int depth = 0;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (depth == 0 && (c == ']' || text.startsWith(", ", at))) {
          break;
        }
        depth += isOpening(c) ? 1 : isClosing(c) ? -1 : 0;
        at++;
      }
      return Optional.of(new Plain(text.substring(start, at)));
    }

    private static boolean isOpening(char c) {
      return c == '[' || c == '{' || c == '(';
    }

    private static boolean isClosing(char c) {
      return c == ']' || c == '}' || c == ')';
    }

    private boolean skip(String expected) {
      if (!text.startsWith(expected, at)) {
        return false;
      }
      at += expected.length();
      return true;
    }
  }
}
