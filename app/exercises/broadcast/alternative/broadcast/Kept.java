package broadcast;

import ds.core.Durable;

/// A value that a server has.
///
/// @param audience whom the server must see to; a later life begins with that anew
record Kept(long value, Audience audience) implements Durable {

  /// Those whom a server tells a value, by who told it first.
  enum Audience {
    /// A client told it: its group, and a member of each other group.
    ALL,
    /// A member of another group told it: its group.
    GROUP,
    /// A member of its group told it, who sees to the others.
    NOBODY
  }
}
