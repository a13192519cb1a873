package ds.system.kv.roster;

import ds.protocol.raft.log.Command;
import java.util.List;

/// What changes the [Roster]. Whether a member has a vote is no matter of these but of Raft's own
/// entries; the leader appends each behind the entry that it belongs to.
public sealed interface RosterCommand extends Command {

  /// The members with which the cluster began. It stands in the log before all others of these, for
  /// those who join later and read the log from its beginning.
  record Found(List<ClusterMember> members) implements RosterCommand {

    public Found {
      members = List.copyOf(members);
    }
  }

  /// @param isToVote whether the leader gives the member a vote once it has caught up
  record Enter(ClusterMember member, boolean isToVote) implements RosterCommand {}

  record Strike(long member) implements RosterCommand {}

  record Readdress(long member, List<String> peerUrls) implements RosterCommand {

    public Readdress {
      peerUrls = List.copyOf(peerUrls);
    }
  }

  record Publish(long member, String name, List<String> clientUrls) implements RosterCommand {

    public Publish {
      clientUrls = List.copyOf(clientUrls);
    }
  }

  /// A member has got its vote; nothing is left to be done about it.
  record Promoted(long member) implements RosterCommand {}
}
