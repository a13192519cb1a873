package ds.system.kv.call;

import ds.protocol.rsm.Machine;
import ds.system.kv.command.KvCommand;
import ds.system.kv.roster.ClusterMember;
import java.util.List;

/// What the front asks of its member.
///
/// | request              | who answers                                   | answer                |
/// |----------------------|-----------------------------------------------|-----------------------|
/// | [Write]              | the member, when it has applied the entry     | [Answer.Result]       |
/// | [Read]               | the member, when it may                       | [Answer.Result]       |
/// | [KeepAlive]          | the leader, when it is sure that it leads     | [Answer.TimeToLive]   |
/// | [AskTimeToLive]      | the leader, when it is sure that it leads     | [Answer.TimeToLive]   |
/// | [MemberRequest]      | the leader, when the change is committed      | [Answer.Members]      |
/// | [MoveLeader]         | the leader, when the other leads              | [Answer.Accepted]     |
/// | [AskRevisions]       | the member, at once                           | [Answer.Revisions]    |
/// | [AskView]            | the member, when it may, or at once           | [Answer.View]         |
/// | [AskLeases]          | the member, when it may                       | [Answer.Leases]       |
/// | [AskRules]           | the member, when it may, or at once           | [Answer.RulesView]    |
/// | [AskStatus]          | the member, at once                           | [Answer.Status]       |
/// | [AskMembers]         | the member, when it may, or at once           | [Answer.Members]      |
///
/// A [Read] for which there is much to be looked through is answered by [Answer.Unsearched], and
/// whoever asked goes on with that.
public sealed interface Request {

  record Write(KvCommand command) implements Request {}

  /// What any member can answer.
  sealed interface Query extends Request {

    /// Whether the answer must include every write that was acknowledged before the question;
    /// otherwise it comes from what this member happens to know.
    boolean isLinearizable();
  }

  record Read(Machine.Query query, boolean isLinearizable) implements Query {}

  /// What only the leader can answer.
  sealed interface LeaderRequest extends Request {}

  record KeepAlive(long lease) implements LeaderRequest {}

  record AskTimeToLive(long lease) implements LeaderRequest {}

  /// A change of the cluster's membership.
  sealed interface MemberRequest extends LeaderRequest {

    /// @param isLearner whether the member is to stay without a vote; otherwise it gets one as soon
    ///   as it has caught up
    record Add(ClusterMember member, boolean isLearner) implements MemberRequest {}

    record Promote(long member) implements MemberRequest {}

    record Remove(long member) implements MemberRequest {}

    record Update(long member, List<String> peerUrls) implements MemberRequest {

      public Update {
        peerUrls = List.copyOf(peerUrls);
      }
    }

    /// A member has started, and tells the name and addresses it was started with.
    record Publish(long member, String name, List<String> clientUrls) implements MemberRequest {

      public Publish {
        clientUrls = List.copyOf(clientUrls);
      }
    }
  }

  /// What was changed, for a watch that begins in the past.
  ///
  /// @param from the first revision that is wanted
  /// @param max how many revisions at most
  record AskRevisions(long from, int max) implements Query {

    @Override
    public boolean isLinearizable() {
      return false;
    }
  }

  /// The whole state as of one moment, for a snapshot or a hash.
  record AskView(boolean isLinearizable) implements Query {}

  record AskLeases() implements Query {

    @Override
    public boolean isLinearizable() {
      return true;
    }
  }

  /// Users, roles and permissions.
  record AskRules(boolean isLinearizable) implements Query {}

  record MoveLeader(long target) implements LeaderRequest {}

  record AskStatus() implements Query {

    @Override
    public boolean isLinearizable() {
      return false;
    }
  }

  record AskMembers(boolean isLinearizable) implements Query {}
}
