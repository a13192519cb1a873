package primarybackup;

import ds.exercise.primarybackup.StoreMessage;

/// What a primary and its backup say to each other. It is yours: change it as you need.
///
/// | the primary | the backup       |
/// |-------------|------------------|
/// | …           | [Transferred], … |
sealed interface ReplicaPeer extends StoreMessage.Peer {

  record Transferred(long view) implements ReplicaPeer {}
}
