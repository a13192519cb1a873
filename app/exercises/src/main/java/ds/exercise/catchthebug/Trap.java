package ds.exercise.catchthebug;

import static ds.core.Context.MILLISECOND;
import static java.util.Comparator.comparingLong;

import ds.core.NodeId;
import ds.exercise.catchthebug.Sabotage.Culprit;
import ds.exercise.task.Solution;
import ds.lab.chance.Draws;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemesis;
import ds.lab.world.World;
import ds.protocol.paxos.PaxosMessage;
import java.util.ArrayList;
import java.util.List;

/// A world without chance, in which a saboteur's schedule is all that goes wrong.
///
/// Three processes. The first ballots start after 10, 35 and 60 ms; whoever has not decided starts
/// the next one after 100, 150 and 200 ms. Every message takes a millisecond, every write four.
final class Trap {

  private static final int PROCESSES = 3;

  /// Later than the last mishap ends, so that every run has steps while [#BEGUN] holds.
  private static final long CALM_MILLIS = Mishap.MILLIS_MAX + 500;

  private static final long HORIZON_MILLIS = 3_000;
  private static final Span MESSAGE = Span.millis(1, 1);
  private static final Span WRITE = Span.millis(4, 4);

  /// Marks a run that has its schedule. A story is told of as few faults as it needs, but whoever
  /// wrote a schedule that does no harm wants to read of that, and not of a run without it.
  private static final Fault.Cut BEGUN = new Fault.Cut("nowhere, the schedule begins", List.of());

  private Trap() {}

  /// Lets each mishap begin at its time, before anything else does that is due then. Those of one
  /// time begin a nanosecond apart.
  private record Fate(List<Mishap> schedule) implements Nemesis<PaxosMessage> {

    Fate {
      schedule = schedule.stream().sorted(comparingLong(Mishap::from)).toList();
    }

    @Override
    public long firstRest(Draws draws) {
      return 0;
    }

    @Override
    public Strike strike(World<PaxosMessage> world, Draws draws) {
      List<Fault> faults = new ArrayList<>();
      long lasts = CALM_MILLIS * MILLISECOND;
      if (world.now() == 0) {
        faults.add(BEGUN);
      }
      long next = lasts;
      for (int i = schedule.size() - 1; i >= 0; i--) {
        Mishap mishap = schedule.get(i);
        long begin = begin(i);
        if (begin == world.now()) {
          faults.add(fault(mishap));
          lasts = mishap.until() * MILLISECOND - begin;
        } else if (begin > world.now()) {
          next = begin - world.now();
        }
      }
      return new Strike(faults, lasts, next);
    }

    private long begin(int i) {
      return schedule.get(i).from() * MILLISECOND + i + 1;
    }
  }

  /// Whether a run is one with a schedule, as far as a step shows it.
  static boolean hasBegun(World<PaxosMessage> world) {
    return world.active().contains(BEGUN);
  }

  static Scenario<PaxosMessage> set(Solution<PaxosMessage> solution, Culprit culprit) {
    return under(schedule(solution, culprit), Suspects.of(culprit))
        .eventually("the culprits disagree", Promises.Exposed::new);
  }

  /// All schedules at once on the real Paxos.
  static Scenario<PaxosMessage> withTheRealOne(Solution<PaxosMessage> solution) {
    List<Mishap> all = new ArrayList<>();
    for (Culprit culprit : Culprit.values()) {
      List<Mishap> schedule = schedule(solution, culprit);
      require(!schedule.isEmpty(), "there is no schedule against " + culprit + " yet");
      all.addAll(schedule);
    }
    return under(all, Suspects.NOBODY)
        .always("the real one holds", Evidence.Quarrel::new)
        .sometimes("something goes wrong", (world, step) -> world.active().size() > 1);
  }

  private static Scenario<PaxosMessage> under(List<Mishap> schedule, Suspect suspect) {
    return Scenario.<PaxosMessage>named("trap")
        .servers(PROCESSES, suspect.and(Suspects.ON_TIME).maker())
        .network(LinkProfile.LAN.delaying(MESSAGE))
        .disk(WRITE)
        .nemesis(new Fate(schedule))
        .calmAt(CALM_MILLIS)
        .lasting(HORIZON_MILLIS);
  }

  /// @throws IllegalArgumentException if it is none
  private static List<Mishap> schedule(Solution<PaxosMessage> solution, Culprit culprit) {
    List<Mishap> schedule = solution.make("Saboteur", Sabotage.class).against(culprit);
    require(
        schedule.size() <= Sabotage.MISHAPS_MAX,
        "the schedule against " + culprit + " has " + schedule.size() + " mishaps; 12 are enough");
    for (Mishap mishap : schedule) {
      require(
          0 <= mishap.from()
              && mishap.from() < mishap.until()
              && mishap.until() <= Mishap.MILLIS_MAX,
          mishap + " does not begin before it ends, within the first 1,000 ms");
      require(
          involved(mishap).stream().allMatch(it -> it.name().matches("s[1-3]")),
          mishap + " needs processes that are not there; there are s1, s2 and s3");
    }
    return schedule;
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new IllegalArgumentException(complaint);
    }
  }

  private static List<NodeId> involved(Mishap mishap) {
    return switch (mishap) {
      case Mishap.Crash(var process, _, _) -> List.of(process);
      case Mishap.DiskFails(var process, _, _) -> List.of(process);
      case Mishap.Cut(var senders, var receivers, _, _) -> both(senders, receivers);
      case Mishap.Hold(var senders, var receivers, _, _) -> both(senders, receivers);
    };
  }

  private static List<NodeId> both(List<NodeId> some, List<NodeId> others) {
    List<NodeId> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static Fault fault(Mishap mishap) {
    return switch (mishap) {
      case Mishap.Crash(var process, _, _) -> new Fault.Crashed(process);
      case Mishap.DiskFails(var process, _, _) ->
          new Fault.DiskRefuses(process, Fault.DiskTrouble.IO_ERROR);
      case Mishap.Cut(var senders, var receivers, _, _) -> Fault.oneWay(senders, receivers);
      case Mishap.Hold(var senders, var receivers, _, _) ->
          new Fault.Clogged(Link.oneWay(senders, receivers));
    };
  }
}
