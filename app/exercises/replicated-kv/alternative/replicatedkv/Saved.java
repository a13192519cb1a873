package replicatedkv;

import ds.core.Durable;
import ds.core.NodeId;
import java.util.Optional;

/// What a server must not forget: the persistent state of figure 2.
sealed interface Saved extends Durable {

  record Ballot(long term, Optional<NodeId> vote) implements Saved {}

  /// An entry at its place. It replaces what stood there and after it.
  record Line(long index, Entry entry) implements Saved {}

  /// The state after the entry at `index`, instead of the entries up to it.
  record Snapshot(long index, long term, Store.State state) implements Saved {}
}
