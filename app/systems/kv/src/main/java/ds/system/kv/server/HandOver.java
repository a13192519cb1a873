package ds.system.kv.server;

import ds.runtime.transport.Transport;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request;
import ds.system.kv.roster.ClusterMember;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// A leader that is about to stop makes way for another one first, so that clients need not wait
/// for an election.
record HandOver(Gate gate, Transport transport) {

  /// A member that is there takes over within a few round trips; one that has just died never does.
  private static final long MAX = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(1);

  /// Waits until somebody else leads, or for a while; not at all if this member does not lead.
  void carryOut() {
    if (gate.leader() == gate.memberId() && !connected().isEmpty()) {
      gate.ask(
          new Request.AskMembers(false),
          answer ->
              successor(answer).ifPresent(next -> gate.ask(new Request.MoveLeader(next), _ -> {})));
      long deadline = System.nanoTime() + MAX;
      while (gate.leader() == gate.memberId() && System.nanoTime() - deadline < 0) {
        LockSupport.parkNanos(LOOK);
      }
    }
  }

  private Set<String> connected() {
    return transport.peers().stream()
        .filter(Transport.PeerStatus::connected)
        .map(Transport.PeerStatus::member)
        .collect(Collectors.toSet());
  }

  /// Another voter that is there, if any is.
  private Optional<Long> successor(Answer answer) {
    Set<String> connected = connected();
    return answer instanceof Answer.Members(var members, var learners)
        ? members.stream()
            .filter(it -> connected.contains(it.node().name()) && !learners.contains(it.id()))
            .map(ClusterMember::id)
            .findFirst()
        : Optional.empty();
  }
}
