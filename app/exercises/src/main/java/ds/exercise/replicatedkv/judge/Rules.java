package ds.exercise.replicatedkv.judge;

import ds.core.Effect;
import ds.core.Event;
import ds.core.Step;
import ds.exercise.judge.DiskSpace;
import ds.exercise.judge.Facts;
import ds.exercise.judge.Window;
import ds.exercise.replicatedkv.KvMessage;
import ds.exercise.replicatedkv.KvMessage.Reply;
import ds.exercise.replicatedkv.KvMessage.Request;
import ds.lab.scenario.HistoryFact.Returned;
import ds.lab.scenario.Scenario;
import ds.lab.world.World;
import java.util.List;
import java.util.function.BiPredicate;

/// What stores promise, put upon a scenario.
public final class Rules {

  /// How long the last answers may take after all faults have ended, in milliseconds.
  private static final long PATIENCE = 30_000;

  private Rules() {}

  /// What holds of any store that carries out requests in one order, however often each.
  ///
  /// @param until when clients stop asking
  public static Scenario<KvMessage> ordered(Scenario<KvMessage> scenario, long until) {
    return scenario
        .lasting(until + PATIENCE)
        .always("an answer is to what was asked", Promises.Fitting::new)
        .always("an answer never goes back in time", Promises.Fresh::new)
        .always("a version is one write", Promises.Distinct::new)
        .always("the copies agree", Promises.Agreed::new)
        .always("without a majority, nothing is written", Promises.ByMajority::new)
        .eventually("every call is answered", () -> new Budget.AllAnswered(until));
  }

  /// The same, of a store that carries out each request once.
  public static Scenario<KvMessage> exact(Scenario<KvMessage> scenario, long until) {
    return ordered(scenario.always("a write is done once", Promises.Once::new), until)
        .linearizable(new StoreModel());
  }

  /// One client is alone, and every answer is predictable.
  public static Scenario<KvMessage> alone(Scenario<KvMessage> scenario) {
    return scenario.always("every answer is the right one", Promises.Right::new);
  }

  /// Clients are served although some servers fail.
  public static Scenario<KvMessage> goingOn(Scenario<KvMessage> scenario, Window... windows) {
    List<Window> all = List.of(windows);
    return scenario.eventually("a majority goes on", () -> new Budget.GoesOn(all));
  }

  /// Calls of a single client take so many milliseconds on the average.
  public static Scenario<KvMessage> quick(Scenario<KvMessage> scenario, long millis) {
    return scenario.eventually("an answer comes soon", () -> new Budget.Pace(millis));
  }

  public static Scenario<KvMessage> frugal(
      Scenario<KvMessage> scenario, long perCall, long perSecond) {
    return scenario.eventually(
        "few messages for a call", () -> new Budget.Traffic(perCall, perSecond));
  }

  /// So many records at most are written while clients only get.
  public static Scenario<KvMessage> reading(Scenario<KvMessage> scenario, long max) {
    return scenario.eventually("a get writes nothing", () -> new Budget.Reading(max));
  }

  /// So many letters on any disk at most.
  public static Scenario<KvMessage> compact(Scenario<KvMessage> scenario, long max) {
    return scenario.eventually("the disk stays small", () -> new DiskSpace<>(max));
  }

  public static BiPredicate<World<KvMessage>, Step<KvMessage>> answered() {
    return (world, step) -> Facts.of(step).stream().anyMatch(it -> it instanceof Returned);
  }

  /// A client asks again under the same number.
  public static BiPredicate<World<KvMessage>, Step<KvMessage>> askedAgain() {
    return (world, step) ->
        step.event() instanceof Event.TimerFired
            && world.host(step.node()).node() instanceof Client
            && step.effects().stream().noneMatch(it -> it instanceof Effect.Report)
            && step.effects().stream().anyMatch(Rules::asks);
  }

  private static boolean asks(Effect<KvMessage> effect) {
    return effect instanceof Effect.Send<KvMessage>(var _, Request _);
  }

  /// A server answers that did not answer first.
  public static BiPredicate<World<KvMessage>, Step<KvMessage>> otherServerAnswers() {
    return (world, step) ->
        step.effects().stream()
            .anyMatch(it ->
                it instanceof Effect.Send<KvMessage>(var to, Reply _)
                    && world.has(to)
                    && world.host(to).node() instanceof Client client
                    && client.answeredBy().filter(by -> !by.equals(step.node())).isPresent());
  }

  /// A client waits although it cannot reach a majority.
  public static BiPredicate<World<KvMessage>, Step<KvMessage>> waitsApart() {
    return (world, step) ->
        world.host(step.node()).node() instanceof Client client
            && client.isWaiting()
            && !Client.comesToMajority(world, step.node());
  }

  /// A server that has been started again answers.
  public static BiPredicate<World<KvMessage>, Step<KvMessage>> answersAfterRestart() {
    return (world, step) ->
        world.host(step.node()).incarnation() > 1
            && step.effects().stream()
                .anyMatch(it -> it instanceof Effect.Send<KvMessage>(var _, Reply _));
  }
}
