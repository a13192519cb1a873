package ds.system.kv.member;

import ds.core.Context;
import ds.protocol.raft.log.Command;
import ds.system.kv.call.Answer;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvCommand.LeaseRevoke;
import ds.system.kv.lease.Deadlines;
import ds.system.kv.store.StoreMachine;
import java.util.ArrayList;
import java.util.List;

/// The lives of leases, as the leader counts them.
///
/// Time is counted in ticks of a timer, as a node's clock may jump and a timer doesn't. A lease
/// gets the tick that is under way for nothing, so it never ends early.
final class LeaseKeeper {

  /// Between two looks at the leases; they end by so much later at most.
  static final long TICK = 500 * Context.MILLISECOND;

  /// Ends asked for in one tick: ten thousand leases that end at once are gone in five seconds.
  private static final int ENDS_MAX = 1_000;

  private static final long SECOND = 1_000 * Context.MILLISECOND;

  private final StoreMachine state;
  private final Deadlines deadlines = new Deadlines();
  private long time;
  private boolean isLeading;

  LeaseKeeper(StoreMachine state) {
    this.state = state;
  }

  void tick() {
    time += TICK;
  }

  /// Follows the member's Raft.
  void lead(boolean leads) {
    if (leads && !isLeading) {
      deadlines.lead(state.leases().ttls(), time + TICK);
    } else if (!leads && isLeading) {
      deadlines.follow();
    }
    isLeading = leads;
  }

  /// Takes note of a command that was carried out.
  void follow(Command command) {
    if (!isLeading) {
      return;
    }
    switch (command) {
      case ByClient(_, var inner) -> follow(inner);
      case LeaseGrant(var lease, var ttl) -> deadlines.granted(lease, ttl, time + TICK);
      case LeaseRevoke(var lease) -> deadlines.revoked(lease);
      default -> {} // nothing about leases
    }
  }

  /// The ends that are due.
  List<LeaseRevoke> due() {
    List<LeaseRevoke> ends = new ArrayList<>();
    for (long lease : deadlines.due(time, ENDS_MAX)) {
      ends.add(new LeaseRevoke(lease));
    }
    return ends;
  }

  /// Called when the Raft has confirmed that this member leads.
  Answer keepAlive(long lease) {
    long life = deadlines.keepAlive(lease, time, time + TICK).orElse(0);
    return new Answer.TimeToLive(lease, life, life, List.of());
  }

  /// The numbers of all leases, on any member.
  List<Long> all() {
    List<Long> all = new ArrayList<>();
    for (var leases = state.leases().ttls().iterator(); leases.hasNext(); ) {
      all.add(leases.next().key());
    }
    return all;
  }

  /// Called when the Raft has confirmed that this member leads.
  Answer timeToLive(long lease) {
    long left = deadlines.remainingNanos(lease, time).orElse(0);
    return new Answer.TimeToLive(
        lease, state.leases().ttlSeconds(lease), left / SECOND, state.leases().keys(lease));
  }
}
