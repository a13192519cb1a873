package primarybackup;

import ds.core.NodeId;
import ds.exercise.primarybackup.StoreMessage;
import ds.exercise.primarybackup.StoreMessage.Reply;
import java.util.SortedMap;

/// What a primary and its backup say to each other.
///
/// | the primary | the backup |
/// |-------------|------------|
/// | [Take]      | [Took]     |
sealed interface ReplicaPeer extends StoreMessage.Peer {

  /// All that there is.
  ///
  /// @param last the last reply to each client
  record State(SortedMap<String, String> store, SortedMap<NodeId, Reply> last) {}

  /// The state from now on.
  ///
  /// @param version how many states there were in this view
  record Take(long view, long version, State state) implements ReplicaPeer {}

  record Took(long view, long version) implements ReplicaPeer {}
}
