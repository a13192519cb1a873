package ds.protocol.raft.smoke;

import static ds.core.Context.MILLISECOND;

import ds.core.Check;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.NodeId;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.Membership;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/// Some servers, a bad network and slow disks, all in the hand of one seed: the world of
/// [RaftSmokeTest]. It is small enough to be read at a glance, and so can't do what the simulator
/// of `ds.lab` does; it finds plain mistakes within a second.
final class Cluster {

  private record Due(long time, long sequence, Runnable action) {}

  final Random random;
  final RaftSettings settings;
  final List<Server> servers = new ArrayList<>();
  final Claims claims = new Claims();

  long now;
  double loss;
  double duplication;
  long delayMax = 5 * MILLISECOND;
  long syncMax = 3 * MILLISECOND;

  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparingLong(Due::sequence));
  private long sequence;
  private final List<NodeId> cutOff = new ArrayList<>();
  private boolean oneWay;

  Cluster(long seed, int size, int spare, RaftSettings settings) {
    this.random = new Random(seed);
    this.settings = settings;
    List<NodeId> voters = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      voters.add(new NodeId("s" + i));
    }
    for (NodeId voter : voters) {
      servers.add(new Server(this, voter, Membership.of(voters)));
    }
    for (int i = 1; i <= spare; i++) {
      servers.add(new Server(this, new NodeId("s" + (size + i)), Membership.NONE));
    }
    servers.forEach(Server::start);
  }

  void at(long time, Runnable action) {
    agenda.add(new Due(time, sequence++, action));
  }

  void runFor(long duration) {
    long end = now + duration;
    while (!agenda.isEmpty() && agenda.peek().time() <= end) {
      Due due = agenda.remove();
      now = due.time();
      due.action().run();
    }
    now = end;
  }

  long between(long min, long max) {
    return min + (long) (random.nextDouble() * (max - min));
  }

  Server server(NodeId id) {
    return servers.stream().filter(server -> server.id.equals(id)).findFirst().orElseThrow();
  }

  Server anyServer() {
    return servers.get(random.nextInt(servers.size()));
  }

  List<Server> leaders() {
    return servers.stream().filter(Server::isLeader).toList();
  }

  /// Nobody beyond the cut hears from those within it; nor the other way, if it is not one-way.
  void cut(List<NodeId> within, boolean inOneDirection) {
    heal();
    cutOff.addAll(within);
    oneWay = inOneDirection;
  }

  void heal() {
    cutOff.clear();
  }

  private boolean isBlocked(NodeId from, NodeId to) {
    return cutOff.contains(from) != cutOff.contains(to) && (!oneWay || cutOff.contains(from));
  }

  void transmit(NodeId from, NodeId to, RaftMessage message) {
    if (from.equals(to)) {
      deliver(now, from, to, message);
      return;
    }
    claims.sent++;
    if (message instanceof RaftMessage.AppendEntries m) {
      claims.entriesSent += m.entries().size();
    }
    if (isBlocked(from, to) || random.nextDouble() < loss) {
      return;
    }
    deliver(now + between(MILLISECOND / 10, delayMax), from, to, message);
    if (random.nextDouble() < duplication) {
      deliver(now + between(MILLISECOND / 10, 10 * delayMax), from, to, message);
    }
  }

  private void deliver(long time, NodeId from, NodeId to, RaftMessage message) {
    Server receiver = server(to);
    // A message to oneself does not outlive a crash.
    int life = receiver.life;
    at(
        time,
        () -> {
          if (!from.equals(to) || receiver.life == life) {
            receiver.handle(new Received<>(from, message));
          }
        });
  }

  void check(Server server, Event<RaftMessage> event) {
    try {
      claims.check(server);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(e.getMessage() + " after " + event, e);
    }
  }

  /// Ends all faults and demands that the cluster works again.
  void mustRecover() {
    loss = 0;
    duplication = 0;
    delayMax = 5 * MILLISECOND;
    heal();
    servers.forEach(Server::revive);
    runFor(5_000 * MILLISECOND);
    Check.that(leaders().size() == 1, "one leader is left, not " + leaders() + " of " + servers);
    Server leader = leaders().getFirst();
    leader.propose("last");
    runFor(2_000 * MILLISECOND);
    for (NodeId member : leader.raft.membership().members()) {
      Check.that(
          server(member).register.values().equals(leader.register.values()),
          member + " has what its leader has: " + servers);
    }
    Check.that(
        leader.register.values().contains("last"), "a healthy cluster commits what is proposed");
    claims.allAcknowledgedAreIn(leader.register.values());
  }
}
