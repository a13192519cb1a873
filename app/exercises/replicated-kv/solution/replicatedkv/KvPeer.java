package replicatedkv;

import ds.exercise.replicatedkv.KvMessage;
import ds.protocol.raft.RaftMessage;

/// What servers say to each other: only their Rafts do.
sealed interface KvPeer extends KvMessage.Peer {

  record ForRaft(RaftMessage message) implements KvPeer {}
}
