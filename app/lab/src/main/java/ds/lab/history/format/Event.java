package ds.lab.history.format;

import ds.lab.history.format.Tree.Mapping;
import ds.lab.history.format.Tree.Nothing;
import ds.lab.history.format.Tree.Sequence;
import ds.lab.history.format.Tree.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One line of a history: a client calls, or hears what became of its call.
///
/// @param fields all that the line says, by name
record Event(String process, Type type, String f, Map<String, Tree> fields) {

  enum Type {
    INVOKE,
    OK,
    FAIL,
    INFO
  }

  static Event of(Mapping line) throws MalformedException {
    Map<String, Tree> fields = line.fields();
    String f = fields.containsKey("op") ? "op" : "f";
    return new Event(word(fields, "process"), type(word(fields, "type")), word(fields, f), fields);
  }

  private static Type type(String word) throws MalformedException {
    return switch (word) {
      case "invoke" -> Type.INVOKE;
      case "ok" -> Type.OK;
      case "fail" -> Type.FAIL;
      case "info" -> Type.INFO;
      default ->
          throw new MalformedException(
              "the type \"" + word + "\"", "\"invoke\", \"ok\", \"fail\" or \"info\"");
    };
  }

  /// The time in nanoseconds, if the line tells it.
  Optional<Long> time() throws MalformedException {
    return has("time") ? Optional.of(number("time")) : Optional.empty();
  }

  /// The text or number in a field.
  String word(String field) throws MalformedException {
    return word(fields, field);
  }

  /// The text or number in a field that may be missing or `null`.
  Optional<String> optional(String field) throws MalformedException {
    return has(field) ? Optional.of(word(field)) : Optional.empty();
  }

  /// Whether a field is there and not `null`.
  boolean has(String field) {
    return !(fields.getOrDefault(field, new Nothing()) instanceof Nothing);
  }

  /// Whether the field `result` is missing or says `true`.
  boolean succeeded() throws MalformedException {
    return !has("result") || result();
  }

  /// `true` or `false` in the field `result`.
  boolean result() throws MalformedException {
    String word = word("result");
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new MalformedException("the result \"" + word + "\"", "true or false");
    };
  }

  /// A number that is not negative and counts something.
  int count(String field) throws MalformedException {
    long number = number(field);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new MalformedException(number + " in the field \"" + field + "\"", "a count");
    }
    return (int) number;
  }

  long number(String field) throws MalformedException {
    String word = word(field);
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      throw new MalformedException("\"" + word + "\" in the field \"" + field + "\"", "an integer");
    }
  }

  /// A list of texts or numbers.
  List<String> words(String field) throws MalformedException {
    if (!(fields.get(field) instanceof Sequence(var items))) {
      throw unexpected(fields, field, "a list");
    }
    List<String> words = new ArrayList<>(items.size());
    for (Tree item : items) {
      if (!(item instanceof Word(var text))) {
        throw unexpected(fields, field, "a list of texts or numbers");
      }
      words.add(text);
    }
    return words;
  }

  /// A list of two.
  List<String> pair(String field) throws MalformedException {
    List<String> words = words(field);
    if (words.size() != 2) {
      throw unexpected(fields, field, "a list of two");
    }
    return words;
  }

  private static String word(Map<String, Tree> fields, String field) throws MalformedException {
    if (fields.get(field) instanceof Word(var text)) {
      return text;
    }
    throw unexpected(fields, field, "a text or a number");
  }

  private static MalformedException unexpected(
      Map<String, Tree> fields, String field, String expected) {
    Tree value = fields.get(field);
    return new MalformedException(
        value == null ? "no field \"" + field + "\"" : value + " in the field \"" + field + "\"",
        value == null ? "it, with " + expected : expected);
  }
}
