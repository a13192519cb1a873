package ds.lab.story.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Context;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Node;
import ds.core.Step;
import ds.core.Timer;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.run.Run;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.toy.Locking;
import ds.lab.toy.Locking.LockMessage;
import ds.lab.toy.Locking.Memory;
import ds.lab.toy.Register;
import ds.lab.world.Action;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final int SEEDS = 100;

  @Test
  @DisplayName("a whole recording leads to the same steps at the same times")
  void whole() {
    assertSameSteps(Locking.scenario(Memory.PERSISTENT));
    assertSameSteps(Locking.scenario(Memory.FORGETFUL));
    assertSameSteps(Register.scenario());
  }

  @Test
  @DisplayName("… with every fault there is")
  void everyFault() {
    Scenario<LockMessage> cast = Locking.scenario(Memory.PERSISTENT).disk(Span.micros(0, 1));
    var servers = cast.serverIds();
    var all = new ArrayList<>(servers);
    all.addAll(cast.roster().clientIds());
    Rhythm brisk = new Rhythm(Span.millis(20, 60), Span.millis(5, 50));
    assertSameSteps(
        cast.nemesis(Nemeses.partitions(brisk, all))
            .nemesis(Nemeses.storms(brisk, all))
            .nemesis(Nemeses.clogs(brisk, all))
            .nemesis(Nemeses.pauses(brisk, all))
            .nemesis(Nemeses.disks(brisk, servers))
            .nemesis(Nemeses.bitRot(brisk, servers.getFirst()))
            .nemesis(Nemeses.drifts(brisk, all, 100_000))
            .nemesis(Nemeses.clockJumps(brisk, all)));
  }

  @Test
  @DisplayName("… with links and nodes that lie")
  void forgery() {
    Scenario<LockMessage> cast = Locking.scenario(Memory.PERSISTENT);
    assertSameSteps(
        cast.network(LinkProfile.LAN.corrupting(5 * LinkProfile.PERCENT))
            .forging((_, _, _, draws) -> new LockMessage.Granted((int) draws.below(20)))
            .during(100, 300, new Fault.Byzantine(cast.serverIds().getFirst())));
  }

  @Test
  @DisplayName("what happened is a schedule that leads to the same steps once more")
  void happened() {
    Recording<LockMessage> recording = Recording.of(Locking.scenario(Memory.PERSISTENT), 1);
    List<Moment<LockMessage>> half =
        recording.schedule().stream().filter(it -> it.time() / 1000 % 3 != 0).toList();
    List<Moment<LockMessage>> happened = new ArrayList<>();
    Steps<LockMessage> first = replay(recording, half, happened);
    Steps<LockMessage> second = replay(recording, happened, new ArrayList<>());
    assertThat(happened).hasSizeLessThan(half.size());
    assertThat(second.taken).isEqualTo(first.taken);
  }

  @Test
  @DisplayName("a timer does not run out before its time, however early it is asked to")
  void timers() {
    Node<String> sleeper =
        (event, context) -> {
          if (event instanceof Event.Started) {
            context.arm(Alarm.WAKE, 10 * Context.MILLISECOND, 20 * Context.MILLISECOND);
          }
        };
    Scenario<String> scenario = Scenario.<String>named("sleep").servers(1, (_, _) -> sleeper);
    var node = scenario.serverIds().getFirst();
    var early = new Moment<String>(9 * Context.MILLISECOND, new Action.Fire<>(node, Alarm.WAKE), 0);
    var due = new Moment<String>(10 * Context.MILLISECOND, new Action.Fire<>(node, Alarm.WAKE), 0);
    assertThat(happening(scenario, List.of(early))).isEmpty();
    assertThat(happening(scenario, List.of(early, due, due))).containsExactly(due);
    var fast =
        new Moment<String>(
            Context.MILLISECOND, new Action.Begin<>(new Fault.Drifting(node, 100_000)), 0);
    assertThat(happening(scenario, List.of(fast, early))).containsExactly(fast);
  }

  private enum Alarm implements Timer {
    WAKE
  }

  @Test
  @DisplayName("what is left out does not change what a node draws later")
  void luck() {
    Node<String> gambler =
        (event, context) -> {
          context.report(new Drawn(context.random(1_000_000)));
          context.arm(Alarm.WAKE, Context.MILLISECOND, 2 * Context.MILLISECOND);
        };
    Recording<String> recording =
        Recording.of(Scenario.<String>named("gamble").servers(1, (_, _) -> gambler).lasting(20), 1);
    Steps<String> all = replay(recording, recording.schedule(), new ArrayList<>());
    List<Moment<String>> tail = recording.schedule().subList(5, recording.schedule().size());
    Steps<String> part = replay(recording, tail, new ArrayList<>());
    assertThat(part.taken.subList(1, part.taken.size()))
        .isEqualTo(all.taken.subList(6, all.taken.size()));
  }

  private record Drawn(long number) implements Fact {}

  @Test
  @DisplayName("nothing arrives that was not sent, twice, or through a cut")
  void deliveries() {
    Node<String> greeter =
        (event, context) -> {
          if (event instanceof Event.Started) {
            context.send(context.self(), "note to myself");
            Scenario.<String>named("x").withServers(2).serverIds().stream()
                .filter(it -> !it.equals(context.self()))
                .forEach(it -> context.send(it, "hello"));
          }
        };
    Scenario<String> scenario = Scenario.<String>named("greet").servers(2, (_, _) -> greeter);
    var s1 = scenario.serverIds().getFirst();
    var s2 = scenario.serverIds().getLast();
    var hello = new Moment<String>(5, new Action.Deliver<>(s1, s2, "hello"), 0);
    var forged = new Moment<String>(5, new Action.Deliver<>(s1, s2, "good bye"), 0);
    var cut = Fault.oneWay(List.of(s1), List.of(s2));
    var cutBegins = new Moment<String>(4, new Action.Begin<>(cut), 0);
    var cutEnds = new Moment<String>(6, new Action.End<>(cut), 0);
    var late = new Moment<String>(7, new Action.Deliver<>(s1, s2, "hello"), 0);
    assertThat(happening(scenario, List.of(hello, hello, forged))).containsExactly(hello);
    assertThat(happening(scenario, List.of(forged))).isEmpty();
    assertThat(happening(scenario, List.of(cutBegins, hello, cutEnds, late)))
        .containsExactly(cutBegins, cutEnds, late);
  }

  @Test
  @DisplayName("a message to oneself is never lost")
  void local() {
    Node<String> thinker =
        (event, context) -> {
          if (event instanceof Event.Started) {
            context.send(context.self(), "note");
          }
        };
    Scenario<String> scenario = Scenario.<String>named("think").servers(1, (_, _) -> thinker);
    Steps<String> steps = new Steps<>();
    new Replay<>(scenario.setting(), 1, steps, _ -> {}).run(List.of(), () -> false);
    assertThat(steps.taken).hasSize(2);
  }

  private static <M> void assertSameSteps(Scenario<M> scenario) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Steps<M> run = new Steps<>();
      new Run<>(scenario, seed, run).toEnd();
      Recording<M> recording = Recording.of(scenario, seed);
      Steps<M> replay = replay(recording, recording.schedule(), new ArrayList<>());
      assertThat(firstDifference(replay.taken, run.taken)).as("seed %s", seed).isEmpty();
    }
  }

  private static String firstDifference(List<String> found, List<String> expected) {
    for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
      if (!found.get(i).equals(expected.get(i))) {
        return "step " + i + ": " + found.get(i) + "\nexpected: " + expected.get(i);
      }
    }
    return found.size() == expected.size() ? "" : found.size() + " of " + expected.size();
  }

  private static <M> Steps<M> replay(
      Recording<M> recording, List<Moment<M>> schedule, List<Moment<M>> happened) {
    Steps<M> steps = new Steps<>();
    new Replay<>(recording.scenario().setting(), recording.seed(), steps, happened::add)
        .run(schedule, () -> false);
    return steps;
  }

  private static <M> List<Moment<M>> happening(Scenario<M> scenario, List<Moment<M>> schedule) {
    List<Moment<M>> happened = new ArrayList<>();
    new Replay<>(scenario.setting(), 1, new Steps<>(), happened::add).run(schedule, () -> false);
    return happened;
  }

  /// The text of every step with its time.
  private static final class Steps<M> implements Observer<M> {
    private final List<String> taken = new ArrayList<>();

    @Override
    public void stepped(World<M> world, Step<M> step) {
      taken.add(world.now() + " " + step);
    }
  }
}
