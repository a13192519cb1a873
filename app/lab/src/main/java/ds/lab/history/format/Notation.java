package ds.lab.history.format;

import ds.lab.history.format.Tree.Mapping;
import ds.lab.history.format.Tree.Nothing;
import ds.lab.history.format.Tree.Sequence;
import ds.lab.history.format.Tree.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one line of JSON, or of as much EDN as histories are written in: maps, vectors, strings,
/// keywords, numbers and `nil`. In EDN a comma is white space and no colon stands behind a key.
final class Notation {

  /// Deeper nesting is hostile: histories need two levels.
  private static final int DEPTH_MAX = 16;

  private final String line;
  private final boolean isEdn;
  private int at;
  private int depth;

  private Notation(String line, boolean isEdn) {
    this.line = line;
    this.isEdn = isEdn;
  }

  static Mapping json(String line) throws MalformedException {
    return new Notation(line, false).onlyMapping();
  }

  static Mapping edn(String line) throws MalformedException {
    return new Notation(line, true).onlyMapping();
  }

  /// The values of a line of EDN that is no map.
  static List<Tree> ednSequence(String line) throws MalformedException {
    var notation = new Notation(line, true);
    List<Tree> values = new ArrayList<>();
    while (notation.peek() != END) {
      values.add(notation.value());
    }
    return values;
  }

  private static final char END = '\uFFFF';

  private Mapping onlyMapping() throws MalformedException {
    if (peek() != '{') {
      throw found("an object in braces");
    }
    Mapping mapping = mapping();
    if (peek() != END) {
      throw found("the end of the line");
    }
    return mapping;
  }

  private Tree value() throws MalformedException {
    char next = peek();
    if (next == END) {
      throw found("a value");
    }
    return switch (next) {
      case '{' -> mapping();
      case '[' -> sequence();
      case '"' -> new Word(string());
      default -> bare();
    };
  }

  private Mapping mapping() throws MalformedException {
    enter();
    Map<String, Tree> fields = new LinkedHashMap<>();
    while (peek() != '}') {
      String key = key();
      if (!isEdn) {
        take(':', "':'");
      }
      if (fields.putIfAbsent(key, value()) != null) {
        throw new MalformedException("the field \"" + key + "\" twice", "each field once");
      }
      separate('}');
    }
    leave();
    return new Mapping(fields);
  }

  private Sequence sequence() throws MalformedException {
    enter();
    List<Tree> items = new ArrayList<>();
    while (peek() != ']') {
      items.add(value());
      separate(']');
    }
    leave();
    return new Sequence(items);
  }

  private String key() throws MalformedException {
    if (isEdn && peek() == ':' && bare() instanceof Word(var key)) {
      return key;
    }
    if (peek() != '"') {
      throw found(isEdn ? "a keyword" : "a field name in quotes");
    }
    return string();
  }

  /// Between JSON values stands a comma, and none before the end.
  private void separate(char end) throws MalformedException {
    if (isEdn || peek() == end) {
      return;
    }
    take(',', "',' or '" + end + "'");
    if (peek() == end) {
      throw found("a value after ','");
    }
  }

  private Tree bare() throws MalformedException {
    int start = at;
    while (at < line.length() && isBare(line.charAt(at))) {
      at++;
    }
    String word = line.substring(start, at);
    if (word.equals(isEdn ? "nil" : "null")) {
      return new Nothing();
    }
    if (isEdn && word.length() > 1 && word.charAt(0) == ':') {
      return new Word(word.substring(1));
    }
    if (word.equals("true") || word.equals("false") || isNumber(word)) {
      return new Word(word);
    }
    at = start;
    throw found("a value");
  }

  private static boolean isBare(char c) {
    return Character.isLetterOrDigit(c) || "+-.:_/!?*".indexOf(c) >= 0;
  }

  private static boolean isNumber(String word) {
    int start = word.startsWith("-") ? 1 : 0;
    return word.length() > start
        && Character.isDigit(word.charAt(start))
        && word.chars()
            .skip(start)
            .allMatch(c -> (c >= '0' && c <= '9') || ".eE+-".indexOf(c) >= 0);
  }

  private String string() throws MalformedException {
    var text = new StringBuilder();
    for (at++; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '"') {
        at++;
        return text.toString();
      }
      text.append(c == '\\' ? escaped() : c);
    }
    throw found("'\"' at the end of a string");
  }

  private char escaped() throws MalformedException {
    at++;
    char c = at < line.length() ? line.charAt(at) : END;
    int simple = "\"\\/bfnrt".indexOf(c);
    if (simple >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(simple);
    }
    if (c == 'u' && at + 4 < line.length()) {
      int code = 0;
      for (int i = 1; i <= 4; i++) {
        code = 16 * code + Character.digit(line.charAt(at + i), 16);
      }
      boolean isHex =
          line.substring(at + 1, at + 5).chars().allMatch(d -> Character.digit(d, 16) >= 0);
      if (isHex) {
        at += 4;
        return (char) code;
      }
    }
    throw found("an escape such as \\n or \\u0041");
  }

  private void enter() throws MalformedException {
    at++;
    if (++depth > DEPTH_MAX) {
      throw new MalformedException("more than " + DEPTH_MAX + " levels of brackets", "two levels");
    }
  }

  private void leave() {
    at++;
    depth--;
  }

  private void take(char expected, String words) throws MalformedException {
    if (peek() != expected) {
      throw found(words);
    }
    at++;
  }

  private char peek() {
    while (at < line.length() && (line.charAt(at) <= ' ' || (isEdn && line.charAt(at) == ','))) {
      at++;
    }
    return at < line.length() ? line.charAt(at) : END;
  }

  private MalformedException found(String expected) {
    String rest = at < line.length() ? "'" + line.substring(at) + "'" : "the end of the line";
    return new MalformedException(rest + " at column " + (at + 1), expected);
  }
}
