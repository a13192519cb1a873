package ds.exercise.raft.judge;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Fact;
import ds.core.MappedContext;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.judge.Troubles;
import ds.exercise.raft.RaftFact.BecameLeader;
import ds.exercise.raft.RaftMessage;
import ds.lab.mirror.Veil;
import ds.lab.scenario.Roster;
import ds.lab.scenario.Scenario;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a server sits: it notes what the server says of itself, so that faults can strike the
/// leader. A server that starts again sits down on a new one.
public final class Seat implements Node<RaftMessage>, Veil {

  private static final long JUST = 40 * Context.MILLISECOND;

  private final Node<RaftMessage> server;
  private long term;
  private long persistedAt = -JUST;

  private Seat(Node<RaftMessage> server) {
    this.server = server;
  }

  /// Seats whatever `maker` makes.
  public static Roster.Maker<RaftMessage> of(Roster.Maker<RaftMessage> maker) {
    return (self, servers) -> new Seat(maker.make(self, servers));
  }

  /// The servers that a world has.
  static List<NodeId> servers(World<RaftMessage> world) {
    return world.hosts().stream()
        .filter(host -> host.node() instanceof Seat)
        .map(Host::id)
        .toList();
  }

  /// Faults for the servers of a scenario.
  public static Troubles<RaftMessage> troubles(Scenario<RaftMessage> scenario) {
    List<NodeId> servers = scenario.serverIds();
    return new Troubles<>(servers, world -> leader(world, servers));
  }

  /// The server that was elected in the newest term of all that run, if it was elected since it
  /// started.
  private static Optional<NodeId> leader(World<RaftMessage> world, List<NodeId> servers) {
    Optional<NodeId> leader = Optional.empty();
    long newest = 0;
    for (NodeId server : servers) {
      if (world.host(server).isUp()
          && world.host(server).node() instanceof Seat seat
          && seat.term > newest) {
        newest = seat.term;
        leader = Optional.of(server);
      }
    }
    return leader;
  }

  /// The newest term for which any server that runs was elected since it started; 0 for none.
  public static long term(World<RaftMessage> world) {
    long newest = 0;
    for (var host : world.hosts()) {
      if (host.isUp() && host.node() instanceof Seat seat) {
        newest = Math.max(newest, seat.term);
      }
    }
    return newest;
  }

  /// Whether the server has persisted something within the last milliseconds.
  static boolean hasJustPersisted(World<RaftMessage> world, NodeId server) {
    return world.host(server).isUp()
        && world.host(server).node() instanceof Seat seat
        && seat.persistedAt > world.now() - JUST;
  }

  /// Whoever looks at a server wants to see what its author wrote.
  @Override
  public Object behind() {
    return server;
  }

  @Override
  public void on(Event<RaftMessage> event, Context<RaftMessage> context) {
    server.on(event, new Overheard(context));
  }

  private final class Overheard extends MappedContext<RaftMessage, RaftMessage> {

    Overheard(Context<RaftMessage> outside) {
      super(outside, message -> message);
    }

    @Override
    public void persist(Durable record) {
      persistedAt = now();
      outer.persist(record);
    }

    /// The pieces can be pulled only once, and whoever judges the disk wants to see them too.
    @Override
    public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
      outer.checkpoint(pull(pieces), keep);
    }

    @Override
    public void compact(Iterable<? extends Durable> pieces, int keep) {
      outer.compact(pull(pieces), keep);
    }

    private static List<Durable> pull(Iterable<? extends Durable> pieces) {
      List<Durable> whole = new ArrayList<>();
      pieces.forEach(whole::add);
      return whole;
    }

    @Override
    public void report(Fact fact) {
      if (fact instanceof BecameLeader(long won)) {
        term = Math.max(term, won);
      }
      outer.report(fact);
    }
  }
}
