package ds.lab.mirror;

import java.util.List;

/// A field of a node, as it is shown.
public sealed interface Field {

  String name();

  /// A value in words.
  record Plain(String name, String value) implements Field {}

  /// The values of a collection, in words; of a long one the last.
  ///
  /// @param from which of the values is the first of `items`, from 0
  /// @param size how many values there are
  record Items(String name, List<String> items, int from, int size) implements Field {}

  /// An object with fields of its own.
  record Part(String name, String type, List<Field> fields) implements Field {}
}
