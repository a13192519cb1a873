package ds.lab.history.format;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a line of JSON or EDN says, without the difference between the two.
sealed interface Tree {

  /// A string, or what is written without quotes: a number, `true`, a keyword without its colon.
  record Word(String text) implements Tree {

    @Override
    public String toString() {
      return "\"" + text + "\"";
    }
  }

  record Sequence(List<Tree> items) implements Tree {

    @Override
    public String toString() {
      return items.stream().map(Tree::toString).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  record Mapping(Map<String, Tree> fields) implements Tree {

    @Override
    public String toString() {
      return fields.keySet().stream().collect(Collectors.joining(", ", "{", "}"));
    }
  }

  /// `null` or `nil`.
  record Nothing() implements Tree {

    @Override
    public String toString() {
      return "nothing";
    }
  }
}
