package primarybackup;

import ds.core.NodeId;
import ds.exercise.primarybackup.StoreMessage;
import ds.exercise.primarybackup.StoreMessage.Reply;
import ds.exercise.primarybackup.StoreMessage.Request;
import java.util.SortedMap;

/// What a primary and its backup say to each other.
///
/// | the primary | the backup      |
/// |-------------|-----------------|
/// | [Transfer]  | [Transferred]   |
/// | [Forward]   | [Forwarded]     |
sealed interface ReplicaPeer extends StoreMessage.Peer {

  /// The view in which it is said; who is in another one does not listen.
  long view();

  /// All that the primary has.
  ///
  /// @param applied how many requests have led to it
  record Transfer(
      long view, long applied, SortedMap<String, String> store, SortedMap<NodeId, Reply> replies)
      implements ReplicaPeer {}

  record Transferred(long view) implements ReplicaPeer {}

  /// @param place of the request among all that are applied, from 1
  record Forward(long view, long place, NodeId client, Request request) implements ReplicaPeer {}

  record Forwarded(long view, long place) implements ReplicaPeer {}
}
