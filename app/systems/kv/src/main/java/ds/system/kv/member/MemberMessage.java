package ds.system.kv.member;

import ds.core.NodeId;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.log.Term;
import ds.system.kv.call.Answer.LeaderAnswer;
import ds.system.kv.call.Call;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Reply;
import ds.system.kv.call.Request.LeaderRequest;
import ds.system.kv.command.Proposed;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.store.Revision;
import java.util.List;

/// What members say to each other and to the front of their process.
///
/// | from                | message         | to         | what it hears                     |
/// |---------------------|-----------------|------------|-----------------------------------|
/// | a member            | [ForRaft]       | a member   | see [RaftMessage]                 |
/// | a member            | [Proposals]     | its leader | its own log, or [TurnedAway]      |
/// | a member            | [AskIndex]      | its leader | [ReadIndex], or [NoIndex]         |
/// | a member            | [PassedOn]      | its leader | [Answered]                        |
/// | the front           | [Calls]         | its member | [Replies]                         |
/// | a member            | [Changed]       | its front  |                                   |
/// | a member            | [RosterChanged] | its front  |                                   |
/// | a removed member    | [Removed]       | its front  |                                   |
///
/// What only the leader of a term may take, and only once, bears a [Stamp].
public sealed interface MemberMessage {

  /// The name of the port behind which the front of a process answers its clients.
  NodeId FRONT = new NodeId("front");

  /// What reaches a member.
  sealed interface Incoming extends MemberMessage {}

  /// What travels between processes.
  sealed interface PeerMessage extends Incoming {}

  record ForRaft(RaftMessage message) implements PeerMessage {}

  /// Which request this is, so that it is taken once.
  ///
  /// @param term whose leader is meant, and nobody else
  /// @param life of the sender
  /// @param number of the request in that life, and in no other
  record Stamp(Term term, long life, long number) {}

  /// Commands for the leader to put into the log. Whoever asked learns what became of them from its
  /// own log.
  record Proposals(Stamp stamp, List<Proposed> proposals) implements PeerMessage {

    public Proposals {
      proposals = List.copyOf(proposals);
    }
  }

  /// These proposals were not put into the log.
  record TurnedAway(List<Long> numbers, CallError error) implements PeerMessage {

    public TurnedAway {
      numbers = List.copyOf(numbers);
    }
  }

  /// How much of the log must a member have applied to answer a read that has arrived by now?
  record AskIndex(long ticket) implements PeerMessage {}

  /// So much.
  record ReadIndex(long ticket, long index) implements PeerMessage {}

  /// The receiver does not lead, or leads no more.
  record NoIndex(long ticket) implements PeerMessage {}

  /// A call that only the leader can answer.
  record PassedOn(Stamp stamp, LeaderRequest request) implements PeerMessage {}

  /// What has become of it.
  ///
  /// @param request the number on its stamp
  record Answered(long request, LeaderAnswer answer) implements PeerMessage {}

  /// What clients have asked for since the last of these messages.
  record Calls(List<Call> calls) implements Incoming {

    public Calls {
      calls = List.copyOf(calls);
    }
  }

  /// What has become of calls.
  record Replies(List<Reply> replies) implements MemberMessage {

    public Replies {
      replies = List.copyOf(replies);
    }
  }

  /// What the store has become, for those who watch it.
  record Changed(List<Revision> revisions) implements MemberMessage {

    public Changed {
      revisions = List.copyOf(revisions);
    }
  }

  /// The cluster has these members now, and the store may be another one than what was told of it.
  ///
  /// @param removed the numbers of those who were members once
  /// @param started the numbers of those who were started at some time
  record RosterChanged(List<ClusterMember> members, List<Long> removed, List<Long> started)
      implements MemberMessage {

    public RosterChanged {
      members = List.copyOf(members);
      removed = List.copyOf(removed);
      started = List.copyOf(started);
    }
  }

  /// The member belongs to the cluster no more, and shall stop.
  record Removed() implements MemberMessage {}
}
