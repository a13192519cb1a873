package ds.workbench.kv.embedded;

import ds.runtime.recorder.Onlooker;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.server.KvServer;
import ds.system.kv.server.KvServer.End;
import ds.system.kv.server.ServerSettings.Tuning;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Members of one cluster that share this process. It may be used by many threads.
public final class EmbeddedCluster implements AutoCloseable {

  /// Who runs it.
  public interface Owner {

    /// A member has ended by itself.
    void ended(String member, End why);

    /// Who sees each step of each member.
    default Optional<Onlooker<MemberMessage>> onlooker() {
      return Optional.empty();
    }
  }

  /// Where a member sits. Starting and ending it take turns; whether it runs is known meanwhile.
  private final class Seat implements KvServer.Owner {

    private final String name;
    private volatile Optional<KvServer> server = Optional.empty();

    Seat(String name) {
      this.name = name;
    }

    synchronized void start() throws IOException {
      if (server.isEmpty() && !isClosed) {
        server = Optional.of(KvServer.start(plan.settings(name, tuning), this));
      }
    }

    synchronized void kill() {
      take().ifPresent(KvServer::kill);
    }

    synchronized void close() {
      take().ifPresent(KvServer::close);
    }

    boolean leads() {
      return server.filter(it -> it.gate().leader() == it.gate().memberId()).isPresent();
    }

    private Optional<KvServer> take() {
      Optional<KvServer> running = server;
      server = Optional.empty();
      return running;
    }

    @Override
    public void ended(End why) {
      owner.ended(name, why);
    }

    @Override
    public boolean isCutOffFrom(String node) {
      return isCut(nodes.getOrDefault(node, ""), name);
    }

    @Override
    public Optional<Onlooker<MemberMessage>> onlooker() {
      return owner.onlooker();
    }
  }

  private final Plan plan;
  private final Tuning tuning;
  private final Owner owner;
  private final Map<String, Seat> seats = new LinkedHashMap<>();

  /// Members by the names of their nodes.
  private final Map<String, String> nodes = new LinkedHashMap<>();

  /// Links, by the names at their ends.
  private final Set<List<String>> cuts = ConcurrentHashMap.newKeySet();

  private volatile boolean isClosed;

  /// None of the members runs yet.
  public EmbeddedCluster(Plan plan, Tuning tuning, Owner owner) {
    this.plan = plan;
    this.tuning = tuning;
    this.owner = owner;
    for (String name : plan.names()) {
      seats.put(name, new Seat(name));
      nodes.put(plan.node(name).name(), name);
    }
  }

  private Seat seat(String member) {
    return Objects.requireNonNull(seats.get(member), member);
  }

  /// Starts a member, unless it runs.
  ///
  /// @throws IOException if its folder or an address is not to be had; the message says which
  public void start(String member) throws IOException {
    seat(member).start();
  }

  public boolean isRunning(String member) {
    return seat(member).server.isPresent();
  }

  /// Ends a member as a crash does; what it had forced onto its disk is there when it starts again.
  public void kill(String member) {
    seat(member).kill();
  }

  /// Loses what two members send each other from now on.
  public void cut(String one, String other) {
    cuts.add(link(one, other));
  }

  /// Lets it through again.
  public void heal(String one, String other) {
    cuts.remove(link(one, other));
  }

  public boolean isCut(String one, String other) {
    return cuts.contains(link(one, other));
  }

  private static List<String> link(String one, String other) {
    return one.compareTo(other) < 0 ? List.of(one, other) : List.of(other, one);
  }

  /// Whether any member knows of a leader.
  public boolean isLed() {
    return seats.values().stream()
        .flatMap(seat -> seat.server.stream())
        .anyMatch(server -> server.gate().leader() != 0);
  }

  /// Ends all members in good order, and starts none any more. The leader is the first: the last
  /// one has nobody to hand over to, and those whom it served would wait for nothing.
  @Override
  public void close() {
    isClosed = true;
    seats.values().stream().filter(Seat::leads).forEach(Seat::close);
    seats.values().forEach(Seat::close);
  }
}
