package ds.core;

/// What a node asked of the world, as a value. [Context] says what each of them means.
public sealed interface Effect<M> {

  record Send<M>(NodeId to, M message) implements Effect<M> {}

  record Arm<M>(Timer timer, long min, long max) implements Effect<M> {}

  record Disarm<M>(Timer timer) implements Effect<M> {}

  record Persist<M>(Durable record) implements Effect<M> {}

  record Checkpoint<M>(Iterable<? extends Durable> pieces, int keep) implements Effect<M> {

    /// Without the pieces: they can be pulled only once, and are as large as the node's state.
    @Override
    public String toString() {
      return "Checkpoint[keep=" + keep + "]";
    }
  }

  record Compact<M>(Iterable<? extends Durable> pieces, int keep) implements Effect<M> {

    /// Without the pieces, as for a [Checkpoint].
    @Override
    public String toString() {
      return "Compact[keep=" + keep + "]";
    }
  }

  record Report<M>(Fact fact) implements Effect<M> {}
}
