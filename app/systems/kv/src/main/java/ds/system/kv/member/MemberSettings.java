package ds.system.kv.member;

import ds.core.Check;
import ds.core.Context;
import ds.core.NodeId;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.Membership;
import ds.system.kv.roster.ClusterMember;
import java.util.List;

/// What a member is told when it is made. All members of a cluster share it, but for the bootstrap:
/// one that joins later is told of nobody.
///
/// @param bootstrap the members with which the cluster began; empty for one that joins it later
/// @param quotaBytes how large the store may become before changes that make it larger are refused
/// @param patience how long a call may wait, in nanoseconds
public record MemberSettings(
    List<ClusterMember> bootstrap, RaftSettings raft, long quotaBytes, long patience) {

  /// As etcd's.
  public static final long QUOTA_BYTES_DEFAULT = 2L * 1024 * 1024 * 1024;

  /// Seven seconds, as etcd has it: an election timeout of the slowest setting and what follows.
  public static final long PATIENCE_DEFAULT = 7_000 * Context.MILLISECOND;

  /// How much of a log a restart is to replay at most: some seconds' worth.
  static final long REPLAYED_BYTES_MAX = 512L * 1024 * 1024;

  public MemberSettings {
    bootstrap = List.copyOf(bootstrap);
    Check.that(quotaBytes > 0, "a store has room");
    Check.that(patience > 0, "a call may wait");
  }

  Membership membership() {
    List<NodeId> voters = bootstrap.stream().map(ClusterMember::node).toList();
    return voters.isEmpty() ? Membership.NONE : Membership.of(voters);
  }
}
