package ds.lab.history;

import java.util.List;
import java.util.Optional;

/// A view on operations for properties that follow single values: which versions of which keys an
/// operation read and wrote.
public interface Accesses<I, O> {

  /// The accesses of an operation, in the order in which it makes them. For one of unknown outcome,
  /// the writes that it may have made.
  List<Access> accesses(Operation<I, O> operation);

  /// See [Model#describe].
  String describe(Operation<I, O> operation);

  sealed interface Access {

    String key();
  }

  /// @param value empty if the key had never been written
  record Read(String key, Optional<String> value) implements Access {}

  record Write(String key, String value) implements Access {}

  /// A change after which values do not tell who wrote them, such as an append.
  record Blurred(String key) implements Access {}
}
