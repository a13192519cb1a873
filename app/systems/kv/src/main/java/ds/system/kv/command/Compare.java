package ds.system.kv.command;

/// A condition of a transaction: something about each key of a range.
///
/// A key that is not there has version, revisions and lease 0. It has no value, and no condition
/// about its value holds.
public sealed interface Compare {

  KeyRange keys();

  Relation relation();

  /// Whether it holds for one version of a key.
  boolean holds(KeyValue present);

  /// What the present one must be, seen from the expected one.
  enum Relation {
    EQUAL,
    GREATER,
    LESS,
    NOT_EQUAL;

    /// @param order of the present one compared with the expected one
    boolean admits(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case GREATER -> order > 0;
        case LESS -> order < 0;
        case NOT_EQUAL -> order != 0;
      };
    }
  }

  /// What is compared by its number.
  enum Property {
    VERSION,
    CREATED,
    MODIFIED,
    LEASE;

    long of(KeyValue present) {
      return switch (this) {
        case VERSION -> present.version();
        case CREATED -> present.created();
        case MODIFIED -> present.modified();
        case LEASE -> present.lease();
      };
    }
  }

  record PropertyCompare(KeyRange keys, Property property, Relation relation, long expected)
      implements Compare {

    @Override
    public boolean holds(KeyValue present) {
      long actual = present.isDeletion() ? 0 : property.of(present);
      return relation.admits(Long.compare(actual, expected));
    }
  }

  record ValueCompare(KeyRange keys, Relation relation, Bytes expected) implements Compare {

    @Override
    public boolean holds(KeyValue present) {
      return !present.isDeletion() && relation.admits(present.value().compareTo(expected));
    }
  }
}
