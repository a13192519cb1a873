package ds.exercise.raft.judge;

import ds.core.Check;
import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.RaftMessage.Propose;
import java.util.List;

/// A client that proposes commands by the clock, each to all servers at once: so it reaches the
/// leader without knowing it, and also a server that takes itself for the leader.
public final class Proposer implements Node<RaftMessage> {

  /// Commands proposed at a time.
  ///
  /// @param at when, in milliseconds
  /// @param count how many at once
  public record Burst(long at, int count) {}

  /// What a proposer does: some bursts, and then, if `pause` is not 0, a command after each pause.
  ///
  /// @param bursts by time
  /// @param from when the steady flow begins, in milliseconds
  /// @param pause between two commands of the flow, in milliseconds
  /// @param letters that a command has at least
  public record Plan(List<Burst> bursts, long from, long pause, int letters) {

    public Plan {
      bursts = List.copyOf(bursts);
      Check.that(pause >= 0 && from >= 0, "times are not negative");
    }

    /// One command after another from a time on.
    public static Plan flow(long from, long pause) {
      return new Plan(List.of(), from, pause, 0);
    }

    /// Another burst before the flow.
    public Plan burst(long at, int count) {
      var more = new java.util.ArrayList<>(bursts);
      more.add(new Burst(at, count));
      return new Plan(more, from, pause, letters);
    }

    public Plan withLetters(int count) {
      return new Plan(bursts, from, pause, count);
    }
  }

  private enum ProposerTimer implements Timer {
    NEXT
  }

  private final NodeId self;
  private final List<NodeId> servers;
  private final Plan plan;
  private int burst;
  private int proposed;
  private long time;
  private long id;

  public Proposer(NodeId self, List<NodeId> servers, Plan plan) {
    this.self = self;
    this.servers = List.copyOf(servers);
    this.plan = plan;
  }

  @Override
  public void on(Event<RaftMessage> event, Context<RaftMessage> context) {
    switch (event) {
      case Started<RaftMessage> _ -> waitForNext(context);
      case TimerFired<RaftMessage> _ -> {
        propose(context);
        waitForNext(context);
      }
      case Received<RaftMessage> _ -> {} // the next command does not depend on the last one's fate
    }
  }

  /// The commands of a burst follow one another without a pause, but each in a step of its own: so
  /// a story can leave out those that do not matter.
  private void waitForNext(Context<RaftMessage> context) {
    boolean isBurst = burst < plan.bursts().size();
    if (!isBurst && plan.pause() == 0) {
      return;
    }
    long next =
        isBurst ? plan.bursts().get(burst).at() : Math.max(plan.from(), time + plan.pause());
    long wait = Math.max(0, next - time) * Context.MILLISECOND;
    time = next;
    context.arm(ProposerTimer.NEXT, wait, wait);
  }

  private void propose(Context<RaftMessage> context) {
    id++;
    String name = self + "-" + id;
    String command = name + ".".repeat(Math.max(0, plan.letters() - name.length()));
    servers.forEach(server -> context.send(server, new Propose(id, command)));
    if (burst < plan.bursts().size()) {
      proposed++;
      if (proposed == plan.bursts().get(burst).count()) {
        burst++;
        proposed = 0;
      }
    }
  }
}
