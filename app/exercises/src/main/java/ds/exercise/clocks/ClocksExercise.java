package ds.exercise.clocks;

import static ds.core.Context.MILLISECOND;
import static ds.lab.fault.LinkProfile.PERCENT;

import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.clocks.Archivist.Interest;
import ds.exercise.clocks.Archivist.Topic;
import ds.exercise.clocks.ClocksMessage.Compare;
import ds.exercise.clocks.ClocksMessage.Note;
import ds.exercise.clocks.ClocksMessage.Order;
import ds.exercise.clocks.Logged.Heard;
import ds.exercise.clocks.Stamp.Hybrid;
import ds.exercise.clocks.Stamp.Lamport;
import ds.exercise.clocks.Stamp.Vector;
import ds.exercise.task.Exercise;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Servers that stamp events with three kinds of clocks, and a historian who needs none.
public final class ClocksExercise {

  private static final int CLIENTS = 2;

  /// When the clients have long prompted their last.
  private static final long END_MILLIS = 2_000;

  private static final LinkProfile LOSSY =
      LinkProfile.LAN
          .losing(10 * PERCENT)
          .duplicating(20 * PERCENT)
          .delaying(30 * PERCENT, Span.millis(5, 100));

  /// How far a clock is from real time at most.
  private static final long OFFSET = 20 * MILLISECOND;

  /// Five milliseconds in all, in half a second.
  private static final long PPM = 10_000;

  private static final Topic SHORT_ORDER = new Topic(Interest.ORDER, 3, 8, 10);
  private static final Topic LONG_ORDER = new Topic(Interest.ORDER, 5, 100, 2);
  private static final Topic SHORT_PAIRS = new Topic(Interest.CONCURRENT, 3, 8, 10);
  private static final Topic LONG_PAIRS = new Topic(Interest.CONCURRENT, 5, 100, 2);

  public static final Exercise<ClocksMessage> EXERCISE =
      Exercise.<ClocksMessage>named(
              "clocks", "happened before; Lamport, vector and hybrid clocks; reading logs")
          .taking("3 hours")
          .after("ping")
          .writing("LamportNode", "VectorNode", "HybridNode", "Historian")
          .given(ClocksMessage.class, Stamp.class, Stamped.class, Logged.class, Pair.class)
          .part(
              "Lamport's clock",
              new TestCase<>(
                  "two-servers", "stamps what two servers do", 2, 5, it -> lamport(it, 2)),
              new TestCase<>(
                  "lamport",
                  "stamps causes before effects on a bad network",
                  3,
                  20,
                  it -> bad(lamport(it, 3))))
          .part(
              "Vectors",
              new TestCase<>(
                  "vectors",
                  "tells by stamps what happened before and what did not",
                  4,
                  20,
                  it -> bad(vectors(it))))
          .part(
              "Hybrids",
              new TestCase<>(
                  "right-clocks",
                  "stamps with real time while clocks are right",
                  2,
                  5,
                  it -> bad(hybrids(it))),
              new TestCase<>(
                  "wrong-clocks",
                  "stamps causes before effects, near real time, by clocks that are wrong",
                  4,
                  20,
                  ClocksExercise::wrongClocks))
          .part(
              "The historian",
              new TestCase<>(
                  "an-order", "brings a short log into order", 3, 20, it -> asked(it, SHORT_ORDER)),
              new TestCase<>(
                  "concurrent-pairs",
                  "finds what happened independently",
                  4,
                  20,
                  it -> asked(it, SHORT_PAIRS)),
              new TestCase<>(
                  "long-order", "brings a long log into order", 1, 5, it -> asked(it, LONG_ORDER)),
              new TestCase<>(
                  "long-pairs",
                  "finds all concurrent pairs of a long log",
                  2,
                  5,
                  it -> asked(it, LONG_PAIRS)));

  private ClocksExercise() {}

  private static Scenario<ClocksMessage> lamport(Solution<ClocksMessage> solution, int servers) {
    return stamped(solution, "LamportNode", servers, Lamport.class)
        .always("times count events", Promises.Counting::new);
  }

  private static Scenario<ClocksMessage> vectors(Solution<ClocksMessage> solution) {
    return stamped(solution, "VectorNode", 3, Vector.class)
        .always("a smaller stamp happened before", Promises.Faithful::new);
  }

  private static Scenario<ClocksMessage> hybrids(Solution<ClocksMessage> solution) {
    return stamped(solution, "HybridNode", 3, Hybrid.class)
        .always("stamps are near real time", Promises.Near::new)
        .always("counters are small", Promises.Small::new);
  }

  /// One clock is ahead all the time, another one jumps to and fro, the third is slow.
  private static Scenario<ClocksMessage> wrongClocks(Solution<ClocksMessage> solution) {
    Scenario<ClocksMessage> cast = bad(hybrids(solution));
    List<NodeId> servers = cast.serverIds();
    return cast.at(0, new Fault.Skewed(servers.get(0), OFFSET))
        .during(100, 200, new Fault.Skewed(servers.get(1), -OFFSET))
        .during(250, 350, new Fault.Skewed(servers.get(1), OFFSET))
        .at(0, new Fault.Drifting(servers.get(2), -PPM))
        .sometimes("a note comes from the future", ClocksExercise::isFromFuture);
  }

  /// Links between servers lose, double and delay notes; clients are heard.
  private static Scenario<ClocksMessage> bad(Scenario<ClocksMessage> cast) {
    List<Link> links = Link.between(cast.serverIds(), cast.serverIds());
    return cast.at(0, new Fault.Impaired(links, LOSSY))
        .sometimes("a note comes long after it was sent", ClocksExercise::isHeard);
  }

  private static Scenario<ClocksMessage> stamped(
      Solution<ClocksMessage> solution, String nodes, int servers, Class<? extends Stamp> kind) {
    return Scenario.<ClocksMessage>named("clocks")
        .servers(servers, solution.nodes(nodes))
        .clients(CLIENTS, Prompter::new)
        .lasting(END_MILLIS)
        .calmAt(END_MILLIS)
        .sometimes("a note is heard", ClocksExercise::isHeard)
        .always("every event is stamped", () -> new Promises.Complete(kind))
        .always("what happened before has the smaller stamp", Promises.Clock::new);
  }

  private static Scenario<ClocksMessage> asked(Solution<ClocksMessage> solution, Topic topic) {
    return Scenario.<ClocksMessage>named("historian")
        .servers(1, solution.nodes("Historian"))
        .clients(1, (self, servers) -> new Archivist(servers, topic))
        .lasting(END_MILLIS)
        .calmAt(0)
        .sometimes("a note in a log is heard twice", ClocksExercise::isHeardTwice)
        .always("an order could have happened", Findings.Possible::new)
        .always("concurrent pairs are exact", Findings.Exact::new)
        .eventually("every question is answered", () -> new Findings.Answered(topic.logs()));
  }

  private static boolean isHeard(World<ClocksMessage> world, Step<ClocksMessage> step) {
    return step.event() instanceof Event.Received<ClocksMessage>(_, Note _);
  }

  private static boolean isFromFuture(World<ClocksMessage> world, Step<ClocksMessage> step) {
    return step.event() instanceof Event.Received<ClocksMessage>(_, Note(_, Hybrid(long wall, _)))
        && wall > world.now();
  }

  private static boolean isHeardTwice(World<ClocksMessage> world, Step<ClocksMessage> step) {
    List<Logged> log =
        switch (step.event()) {
          case Event.Received<ClocksMessage>(_, Order(_, var lines)) -> lines;
          case Event.Received<ClocksMessage>(_, Compare(_, var lines)) -> lines;
          default -> List.of();
        };
    Set<Long> heard = new HashSet<>();
    return log.stream().anyMatch(it -> it instanceof Heard line && !heard.add(line.note()));
  }
}
