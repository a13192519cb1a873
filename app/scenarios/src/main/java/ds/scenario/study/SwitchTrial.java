package ds.scenario.study;

import static ds.core.Context.MILLISECOND;

import ds.core.NodeId;
import ds.core.Step;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Simulation;
import ds.lab.world.Host;
import ds.lab.world.Observer;
import ds.lab.world.World;
import ds.protocol.raft.Raft.Role;
import ds.protocol.raft.RaftFact.Applied;
import ds.protocol.raft.RaftFact.BecameLeader;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;

/// A minute with a switch that passes some messages and not others: how often does the leader
/// change, and for how much of the minute is work done?
///
/// No server fails, and a majority can always talk. Each leader proposes twenty commands a second.
public final class SwitchTrial implements LongFunction<long[]> {

  /// Which messages the switch does not pass.
  private enum Wiring {

    /// Three servers; what the leader sends to one of the others is lost.
    ONE_WAY(3) {
      @Override
      List<Link> broken(NodeId leader, List<NodeId> all) {
        return Link.oneWay(List.of(leader), List.of(other(leader, all)));
      }
    },

    /// Three servers; the leader and one of the others do not hear each other.
    TWO_WAY(3) {
      @Override
      List<Link> broken(NodeId leader, List<NodeId> all) {
        return Link.between(List.of(leader), List.of(other(leader, all)));
      }
    },

    /// Three servers; the leader is heard by all and hears nobody.
    DEAF_LEADER(3) {
      @Override
      List<Link> broken(NodeId leader, List<NodeId> all) {
        return Link.oneWay(all, List.of(leader));
      }
    },

    /// Five servers: s1, s2 and s3 reach each other, s4 only s2, s5 only s3.
    TWO_EARS(5) {
      @Override
      List<Link> broken(NodeId leader, List<NodeId> all) {
        List<Link> links = new ArrayList<>();
        links.addAll(Link.between(all.subList(3, 4), without(all, 1, 3)));
        links.addAll(Link.between(all.subList(4, 5), without(all, 2, 4)));
        return links;
      }
    };

    final int servers;

    Wiring(int servers) {
      this.servers = servers;
    }

    abstract List<Link> broken(NodeId leader, List<NodeId> all);

    private static NodeId other(NodeId leader, List<NodeId> all) {
      return all.get((all.indexOf(leader) + 1) % all.size());
    }

    private static List<NodeId> without(List<NodeId> all, int one, int two) {
      List<NodeId> rest = new ArrayList<>(all);
      rest.removeAll(List.of(all.get(one), all.get(two)));
      return rest;
    }
  }

  private static final long BREAKS_AT = 3_000;

  /// For so long the switch is broken, and watched.
  public static final int SECONDS = 60;

  private static final long ENDS_AT = BREAKS_AT + SECONDS * 1_000L;

  /// Work is looked for in each tenth of a second.
  private static final long WINDOW = 100 * MILLISECOND;

  private static final long WORK_EVERY = 50 * MILLISECOND;

  private final Scenario<RaftMessage> scenario;

  private SwitchTrial(Wiring wiring) {
    this.scenario =
        Scenario.<RaftMessage>named("switch")
            .servers(
                wiring.servers,
                (self, all) ->
                    new StudyServer(self, all, RaftSettings.DEFAULT, List.of(), WORK_EVERY))
            .network(LinkProfile.LAN)
            .during(BREAKS_AT, ENDS_AT, world -> List.of(cut(wiring, world)));
  }

  /// @param wiring `one-way`, `two-way`, `deaf-leader` or `two-ears`
  public static Optional<LongFunction<long[]>> of(String wiring) {
    for (Wiring known : Wiring.values()) {
      if (known.name().equals(wiring.replace('-', '_').toUpperCase(Locale.ROOT))) {
        return Optional.of(new SwitchTrial(known));
      }
    }
    return Optional.empty();
  }

  private static Fault cut(Wiring wiring, World<RaftMessage> world) {
    List<NodeId> all = world.hosts().stream().map(Host::id).toList();
    return new Fault.Cut(wiring.name(), wiring.broken(leader(world), all));
  }

  private static NodeId leader(World<RaftMessage> world) {
    return world.hosts().stream()
        .filter(host ->
            host.node() instanceof StudyServer server && server.raft().role() == Role.LEADER)
        .map(Host::id)
        .findFirst()
        .orElseThrow();
  }

  /// @return leaders elected after the switch broke, tenths of a second in which something was
  ///   committed, the moment of the last election in nanoseconds after the break, and then, for
  ///   each second from the break on, the highest term of any leader
  @Override
  public long[] apply(long seed) {
    Observation seen = new Observation();
    new Simulation<>(scenario.setting(), seed, seen).run(ENDS_AT * MILLISECOND, () -> false);
    long[] result = new long[3 + SECONDS + 1];
    result[0] = seen.leaders;
    result[1] = seen.busy.cardinality();
    result[2] = seen.lastElection;
    System.arraycopy(seen.terms(), 0, result, 3, SECONDS + 1);
    return result;
  }

  private static final class Observation implements Observer<RaftMessage> {
    private static final long BREAK = BREAKS_AT * MILLISECOND;
    private final BitSet busy = new BitSet();
    private long leaders;
    private final long[] terms = new long[SECONDS + 1];
    private long lastElection;
    private long applied;

    /// The terms so far at each second.
    long[] terms() {
      long[] highest = terms.clone();
      for (int second = 1; second < highest.length; second++) {
        highest[second] = Math.max(highest[second], highest[second - 1]);
      }
      return highest;
    }

    @Override
    public void stepped(World<RaftMessage> world, Step<RaftMessage> step) {
      Optional<Applied> progress = Facts.first(step, Applied.class);
      if (progress.isPresent() && progress.get().index().number() > applied) {
        applied = progress.get().index().number();
        if (world.now() >= BREAK) {
          busy.set((int) ((world.now() - BREAK) / WINDOW));
        }
      }
      Optional<BecameLeader> elected = Facts.first(step, BecameLeader.class);
      if (elected.isPresent()) {
        int second = (int) Math.ceilDiv(Math.max(0, world.now() - BREAK), 1_000 * MILLISECOND);
        terms[second] = Math.max(terms[second], elected.get().term().number());
        if (world.now() >= BREAK) {
          leaders++;
          lastElection = world.now() - BREAK;
        }
      }
    }
  }
}
