package ds.exercise.raft.judge;

import ds.core.Context;
import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.judge.Reach;
import ds.exercise.judge.Window;
import ds.exercise.judge.Windows;
import ds.exercise.raft.RaftFact.Applied;
import ds.exercise.raft.RaftFact.BecameLeader;
import ds.exercise.raft.RaftFact.Restored;
import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.RaftMessage.Propose;
import ds.lab.scenario.Goal;
import ds.lab.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What must happen in good time whenever a majority of servers reaches one another (§5.6).
public final class Progress {

  private Progress() {}

  /// At the end of each window a leader is up and reaches a majority.
  static final class Led implements Goal<RaftMessage> {
    private final List<NodeId> servers;
    private final Windows windows;
    private Optional<NodeId> leader = Optional.empty();
    private long term;

    Led(List<NodeId> servers, List<Window> windows) {
      this.servers = servers;
      this.windows = new Windows(windows);
    }

    @Override
    public void see(World<RaftMessage> world, Step<RaftMessage> step) {
      if (step.event() instanceof Event.Started && leader.equals(Optional.of(step.node()))) {
        leader = Optional.empty();
      }
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Report<RaftMessage>(BecameLeader(long won)) && won > term) {
          term = won;
          leader = Optional.of(step.node());
        }
      }
      for (Window window : windows.all()) {
        if (window.contains(world.now())) {
          if (leader.filter(it -> Reach.isMajority(world, it, servers)).isPresent()) {
            windows.serve(window);
          } else {
            windows.withdraw(window);
          }
        }
      }
    }

    @Override
    public boolean isReached(World<RaftMessage> world) {
      return windows.areServed();
    }

    @Override
    public String missing(World<RaftMessage> world) {
      return windows.unserved().map(it -> "no leader reaches a majority " + it).orElse("");
    }
  }

  /// While nothing goes wrong, nobody else is elected.
  static final class Settled implements Goal<RaftMessage> {
    private final List<Window> windows;
    private Optional<String> elected = Optional.empty();

    Settled(List<Window> windows) {
      this.windows = windows;
    }

    @Override
    public void see(World<RaftMessage> world, Step<RaftMessage> step) {
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Report<RaftMessage>(BecameLeader(long term))
            && elected.isEmpty()
            && windows.stream().anyMatch(it -> it.contains(world.now()))) {
          elected =
              Optional.of(
                  "%s was elected in term %d at %d ms, although all servers had been well for long"
                      .formatted(step.node(), term, world.now() / Context.MILLISECOND));
        }
      }
    }

    @Override
    public boolean isReached(World<RaftMessage> world) {
      return elected.isEmpty();
    }

    @Override
    public boolean isLost() {
      return elected.isPresent();
    }

    @Override
    public String missing(World<RaftMessage> world) {
      return elected.orElse("");
    }
  }

  /// In each window some command is both proposed and applied.
  static final class GoesOn implements Goal<RaftMessage> {
    private final Windows windows;
    private final Map<String, Window> proposed = new HashMap<>();

    GoesOn(List<Window> windows) {
      this.windows = new Windows(windows);
    }

    @Override
    public void see(World<RaftMessage> world, Step<RaftMessage> step) {
      for (Window window : windows.all()) {
        if (window.contains(world.now())) {
          see(step, window);
        }
      }
    }

    private void see(Step<RaftMessage> step, Window window) {
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<RaftMessage>(var _, Propose(var _, var command))) {
          proposed.put(command, window);
        } else if (effect instanceof Effect.Report<RaftMessage>(Applied(var _, var command))
            && window.equals(proposed.get(command))) {
          windows.serve(window);
        }
      }
    }

    @Override
    public boolean isReached(World<RaftMessage> world) {
      return windows.areServed();
    }

    @Override
    public String missing(World<RaftMessage> world) {
      return windows.unserved().map(it -> "no command was proposed and applied " + it).orElse("");
    }
  }

  /// Some commands that were proposed after the faults had ended are applied by every server, and
  /// so everything before them is.
  static final class AllApply implements Goal<RaftMessage> {

    /// One could be a chance.
    private static final int COMMANDS = 3;

    private final List<NodeId> servers;
    private final Window calm;
    private final Set<String> proposed = new HashSet<>();
    private final Map<NodeId, Long> reached = new HashMap<>();
    private long target;

    AllApply(List<NodeId> servers, Window calm) {
      this.servers = servers;
      this.calm = calm;
    }

    private int commands;

    @Override
    public void see(World<RaftMessage> world, Step<RaftMessage> step) {
      if (step.event() instanceof Event.Started) {
        reached.remove(step.node());
      }
      for (Effect<RaftMessage> effect : step.effects()) {
        switch (effect) {
          case Effect.Send<RaftMessage>(var _, Propose(var _, var command)) -> {
            if (calm.contains(world.now())) {
              proposed.add(command);
            }
          }
          case Effect.Report<RaftMessage>(Applied(long index, var command)) -> {
            reached.put(step.node(), index);
            if (commands < COMMANDS && proposed.remove(command)) {
              commands++;
              target = index;
            }
          }
          case Effect.Report<RaftMessage>(Restored(long index, var _)) ->
              reached.put(step.node(), index);
          default -> {}
        }
      }
    }

    @Override
    public boolean isReached(World<RaftMessage> world) {
      return commands == COMMANDS && laggard().isEmpty();
    }

    private Optional<NodeId> laggard() {
      return servers.stream().filter(it -> reached.getOrDefault(it, 0L) < target).findFirst();
    }

    @Override
    public String missing(World<RaftMessage> world) {
      if (commands < COMMANDS) {
        return commands + " of the commands proposed " + calm + " were applied by any server";
      }
      return laggard()
          .map(it ->
              "%s has not applied entry %d, but %d at most"
                  .formatted(it, target, reached.getOrDefault(it, 0L)))
          .orElse("");
    }
  }
}
