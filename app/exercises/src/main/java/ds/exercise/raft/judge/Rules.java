package ds.exercise.raft.judge;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.judge.DiskSpace;
import ds.exercise.judge.Facts;
import ds.exercise.judge.Window;
import ds.exercise.raft.RaftFact.BecameLeader;
import ds.exercise.raft.RaftFact.Restored;
import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.RaftMessage.Accepted;
import ds.lab.scenario.Scenario;
import ds.lab.world.World;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// The properties under the names by which the handout explains them.
public final class Rules {

  private Rules() {}

  /// What holds of elections, whatever goes wrong.
  public static Scenario<RaftMessage> elections(Scenario<RaftMessage> scenario) {
    return scenario
        .always("a leader has a majority behind it", () -> new Hearsay.Among(Hearsay.Elected::new))
        .always("one leader in a term", Safety.OneLeader::new)
        .eventually("the network is not flooded", Budget.Flood::new);
  }

  /// What holds of the log besides, whatever goes wrong.
  public static Scenario<RaftMessage> log(Scenario<RaftMessage> scenario) {
    return elections(scenario)
        .always("every proposal is answered at once", Safety.AnsweredAtOnce::new)
        .always("a leader only appends", Safety.AppendOnly::new)
        .always("a leader has all that was applied", Safety.Complete::new)
        .always("entries are applied in order", Safety.InOrder::new)
        .always("only what a leader accepted is applied", Hearsay.Asked::new)
        .always("servers apply the same commands", Safety.SameCommands::new)
        .always(
            "nothing is applied before a majority has it",
            () -> new Hearsay.Among(Hearsay.Copied::new));
  }

  /// There is a leader at the end of each window.
  public static Scenario<RaftMessage> led(Scenario<RaftMessage> scenario, Window... windows) {
    List<NodeId> servers = scenario.serverIds();
    return scenario.eventually(
        "a leader is elected", () -> new Progress.Led(servers, List.of(windows)));
  }

  /// Nobody is elected within the windows, in which nothing goes wrong.
  public static Scenario<RaftMessage> settled(Scenario<RaftMessage> scenario, Window... windows) {
    return scenario.eventually(
        "a leader stays while all is well", () -> new Progress.Settled(List.of(windows)));
  }

  /// In each window some command is proposed and applied.
  public static Scenario<RaftMessage> goingOn(Scenario<RaftMessage> scenario, Window... windows) {
    return scenario.eventually("a majority goes on", () -> new Progress.GoesOn(List.of(windows)));
  }

  /// After the faults have ended, every server applies new commands.
  public static Scenario<RaftMessage> caughtUp(Scenario<RaftMessage> scenario, long calmMillis) {
    List<NodeId> servers = scenario.serverIds();
    return scenario.eventually(
        "every server applies the commands",
        () -> new Progress.AllApply(servers, Window.from(calmMillis)));
  }

  /// So many messages between servers at most within a window in which nothing is proposed.
  public static Scenario<RaftMessage> quiet(
      Scenario<RaftMessage> scenario, Window window, long max) {
    return scenario.eventually(
        "few messages while nothing happens", () -> Budget.Traffic.messages(window, max));
  }

  /// So many messages between servers at most within a window.
  public static Scenario<RaftMessage> frugal(
      Scenario<RaftMessage> scenario, Window window, long max) {
    return scenario.eventually(
        "few messages for a command", () -> Budget.Traffic.messages(window, max));
  }

  /// So many letters between servers at most within a window.
  public static Scenario<RaftMessage> terse(
      Scenario<RaftMessage> scenario, Window window, long max) {
    return scenario.eventually(
        "a command travels once to each server", () -> Budget.Traffic.letters(window, max));
  }

  /// So many letters on any disk at most.
  public static Scenario<RaftMessage> compact(Scenario<RaftMessage> scenario, long max) {
    return scenario.eventually("the log stays short", () -> new DiskSpace<>(max));
  }

  public static BiPredicate<World<RaftMessage>, Step<RaftMessage>> elected() {
    return stating(fact -> fact instanceof BecameLeader);
  }

  public static BiPredicate<World<RaftMessage>, Step<RaftMessage>> electedAgain() {
    return stating(fact -> fact instanceof BecameLeader(long term) && term > 1);
  }

  public static BiPredicate<World<RaftMessage>, Step<RaftMessage>> restored() {
    return stating(fact -> fact instanceof Restored);
  }

  /// A server that was superseded accepts a command, as nobody has told it yet.
  public static BiPredicate<World<RaftMessage>, Step<RaftMessage>> acceptedByAnOldLeader() {
    return (world, step) ->
        step.effects().stream()
            .anyMatch(it ->
                it instanceof Effect.Send<RaftMessage>(var _, Accepted accepted)
                    && Seat.term(world) > accepted.term());
  }

  private static BiPredicate<World<RaftMessage>, Step<RaftMessage>> stating(Predicate<Fact> test) {
    return (world, step) -> Facts.of(step).stream().anyMatch(test);
  }
}
