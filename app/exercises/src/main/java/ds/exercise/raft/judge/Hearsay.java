package ds.exercise.raft.judge;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.raft.RaftFact.Applied;
import ds.exercise.raft.RaftFact.BecameLeader;
import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.RaftMessage.Accepted;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Who can have heard of what. Nobody here can read the servers' messages, but a server that has
/// received none since something happened elsewhere cannot know of it, whatever they say.
public final class Hearsay {

  private Hearsay() {}

  /// A judge of however many servers a world has: a story is told of fewer than its test if it can.
  static final class Among implements Invariant<RaftMessage> {
    private final Function<List<NodeId>, Invariant<RaftMessage>> maker;
    private Optional<Invariant<RaftMessage>> judge = Optional.empty();

    Among(Function<List<NodeId>, Invariant<RaftMessage>> maker) {
      this.maker = maker;
    }

    @Override
    public Optional<String> check(World<RaftMessage> world, Step<RaftMessage> step) {
      if (judge.isEmpty()) {
        judge = Optional.of(maker.apply(Seat.servers(world)));
      }
      return judge.get().check(world, step);
    }
  }

  /// A server that becomes leader has heard, since it started or was elected last, from enough
  /// others to be a majority with them.
  static final class Elected implements Invariant<RaftMessage> {
    private final List<NodeId> servers;
    private final Map<NodeId, Set<NodeId>> heard = new HashMap<>();

    Elected(List<NodeId> servers) {
      this.servers = servers;
    }

    @Override
    public Optional<String> check(World<RaftMessage> world, Step<RaftMessage> step) {
      Set<NodeId> voters = heard.computeIfAbsent(step.node(), _ -> new HashSet<>());
      switch (step.event()) {
        case Event.Started<RaftMessage> _ -> voters.clear();
        case Event.Received<RaftMessage>(var from, var _) -> {
          if (servers.contains(from) && !from.equals(step.node())) {
            voters.add(from);
          }
        }
        case Event.TimerFired<RaftMessage> _ -> {}
      }
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Report<RaftMessage>(BecameLeader(long term))) {
          int votes = voters.size() + 1;
          voters.clear();
          if (votes <= servers.size() / 2) {
            return Optional.of(
                "%s leads term %d with %d of %d votes at most: it has heard from nobody else"
                    .formatted(step.node(), term, votes, servers.size()));
          }
        }
      }
      return Optional.empty();
    }
  }

  /// When a command is applied for the first time, whoever applies it can know that a majority has
  /// it: so many servers can have heard of it since it was accepted, and word of that can have come
  /// back.
  ///
  /// Each server has a vector clock that travels with its messages.
  static final class Copied implements Invariant<RaftMessage> {

    /// An accepted command that was not applied yet.
    private static final class Entry {
      final Applied entry;

      /// By server: its first event at which it can have heard of the command; 0 if none.
      final long[] known;

      Entry(Applied entry, int servers) {
        this.entry = entry;
        this.known = new long[servers];
      }
    }

    /// A server has accepted a command at one of its events. Two may accept the same at one index.
    private record Acceptance(Entry entry, long event) {}

    private final List<NodeId> servers;
    private final long[][] clocks;
    private final List<Map<RaftMessage, long[]>> stamps = new ArrayList<>();

    /// By server, in order.
    private final List<List<Acceptance>> acceptances = new ArrayList<>();

    /// By server: how many of another's acceptances it can have heard of.
    private final int[][] heard;

    private final Map<Applied, Entry> pending = new LinkedHashMap<>();
    private long applied;

    Copied(List<NodeId> servers) {
      this.servers = servers;
      this.clocks = new long[servers.size()][servers.size()];
      this.heard = new int[servers.size()][servers.size()];
      for (NodeId _ : servers) {
        stamps.add(new IdentityHashMap<>());
        acceptances.add(new ArrayList<>());
      }
    }

    @Override
    public Optional<String> check(World<RaftMessage> world, Step<RaftMessage> step) {
      int self = servers.indexOf(step.node());
      if (self < 0) {
        return Optional.empty();
      }
      clocks[self][self]++;
      if (step.event() instanceof Event.Received<RaftMessage>(var from, var message)) {
        hear(self, servers.indexOf(from), message);
      }
      note(self, step);
      return judge(self, step);
    }

    private void hear(int self, int from, RaftMessage message) {
      long[] stamp = from < 0 ? null : stamps.get(from).get(message);
      if (stamp == null || from == self) {
        return;
      }
      for (int i = 0; i < stamp.length; i++) {
        if (stamp[i] > clocks[self][i]) {
          clocks[self][i] = stamp[i];
          learn(self, i);
        }
      }
    }

    private void learn(int self, int from) {
      List<Acceptance> all = acceptances.get(from);
      while (heard[self][from] < all.size()
          && all.get(heard[self][from]).event() <= clocks[self][from]) {
        know(self, all.get(heard[self][from]).entry());
        heard[self][from]++;
      }
    }

    private void know(int self, Entry entry) {
      if (entry.known[self] == 0) {
        entry.known[self] = clocks[self][self];
      }
    }

    private void note(int self, Step<RaftMessage> step) {
      long[] stamp = clocks[self].clone();
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<RaftMessage>(var _, var message)) {
          if (message instanceof Accepted accepted) {
            accept(self, new Applied(accepted.index(), Safety.command(step)));
          } else if (message instanceof RaftMessage.Peer) {
            stamps.get(self).put(message, stamp);
          }
        }
      }
    }

    private void accept(int self, Applied accepted) {
      if (accepted.index() <= applied) {
        return;
      }
      Entry entry = pending.computeIfAbsent(accepted, it -> new Entry(it, servers.size()));
      acceptances.get(self).add(new Acceptance(entry, clocks[self][self]));
      know(self, entry);
    }

    private Optional<String> judge(int self, Step<RaftMessage> step) {
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Report<RaftMessage>(Applied entry)
            && entry.index() > applied) {
          Optional<String> wrong =
              Optional.ofNullable(pending.get(entry))
                  .flatMap(it -> judge(self, it))
                  .map(it -> step.node() + it);
          applied = entry.index();
          pending.keySet().removeIf(it -> it.index() <= applied);
          if (wrong.isPresent()) {
            return wrong;
          }
        }
      }
      return Optional.empty();
    }

    private Optional<String> judge(int self, Entry entry) {
      int copies = 0;
      for (int i = 0; i < servers.size(); i++) {
        copies += entry.known[i] > 0 && clocks[self][i] >= entry.known[i] ? 1 : 0;
      }
      return copies > servers.size() / 2
          ? Optional.empty()
          : Optional.of(
              " applies %s as entry %d, but can know of %d of %d copies at most"
                  .formatted(entry.entry.command(), entry.entry.index(), copies, servers.size()));
    }
  }

  /// Whatever is applied was accepted at that place before, by some leader.
  static final class Asked implements Invariant<RaftMessage> {
    private final Set<Applied> accepted = new HashSet<>();

    @Override
    public Optional<String> check(World<RaftMessage> world, Step<RaftMessage> step) {
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<RaftMessage>(var _, Accepted answer)) {
          accepted.add(new Applied(answer.index(), Safety.command(step)));
        }
      }
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Report<RaftMessage>(Applied entry)
            && !entry.command().isEmpty()
            && !accepted.contains(entry)) {
          return Optional.of(
              "%s applies %s as entry %d, where no leader had accepted it"
                  .formatted(step.node(), entry.command(), entry.index()));
        }
      }
      return Optional.empty();
    }
  }
}
