package ds.system.kv.call;

import ds.system.kv.auth.Rules;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.command.KvResult;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.store.Revision;
import ds.system.kv.store.Search;
import ds.system.kv.store.StateView;
import java.util.List;

/// What a member answers.
public sealed interface Answer {

  /// What says everything itself: all but a [View] and an [Unsearched], which show a state that is
  /// elsewhere.
  sealed interface Told extends Answer {}

  /// What a leader may answer to a member that has passed a call on.
  sealed interface LeaderAnswer extends Told {}

  record Result(KvResult result) implements Told {}

  /// @param grantedSeconds what the lease was granted for; 0 if there is no such lease
  /// @param remainingSeconds until it ends, unless it is kept alive
  /// @param keys that are attached to it
  record TimeToLive(long lease, long grantedSeconds, long remainingSeconds, List<Bytes> keys)
      implements LeaderAnswer {

    public TimeToLive {
      keys = List.copyOf(keys);
    }
  }

  /// @param revisions in ascending order, without those that changed nothing that is still there
  /// @param next the revision to go on from; higher than the store's if there are no more
  /// @param compacted the oldest revision that can be read; if it is above the one asked for, there
  ///   are no revisions
  record Revisions(List<Revision> revisions, long next, long compacted) implements Told {

    public Revisions {
      revisions = List.copyOf(revisions);
    }
  }

  record View(StateView state) implements Answer {}

  /// The member has looked for nothing yet, as that would take too long for it.
  record Unsearched(Search search) implements Answer {}

  record Leases(List<Long> leases) implements Told {

    public Leases {
      leases = List.copyOf(leases);
    }
  }

  record RulesView(Rules rules) implements Told {}

  /// @param learners the numbers of those members that have no vote
  record Members(List<ClusterMember> members, List<Long> learners) implements LeaderAnswer {

    public Members {
      members = List.copyOf(members);
      learners = List.copyOf(learners);
    }
  }

  /// It is done.
  record Accepted() implements LeaderAnswer {}

  /// @param leader its number, or 0 if this member knows none
  /// @param sizeBytes of the store, about
  record Status(
      long leader,
      boolean isLearner,
      long term,
      long committed,
      long applied,
      long sizeBytes,
      List<Alarm> alarms)
      implements Told {

    public Status {
      alarms = List.copyOf(alarms);
    }
  }

  /// The leader does not do this.
  ///
  /// @param reason in words
  record Refused(Refusal refusal, String reason) implements LeaderAnswer {}

  record Failed(CallError error) implements LeaderAnswer {}

  /// Why the leader does not change the membership or hand over.
  enum Refusal {
    MEMBER_NOT_FOUND,
    MEMBER_EXISTS,
    PEER_URL_EXISTS,
    NOT_A_LEARNER,
    LEARNER_NOT_READY,
    NOT_NOW
  }
}
