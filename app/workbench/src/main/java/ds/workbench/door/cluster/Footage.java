package ds.workbench.door.cluster;

import com.google.gson.JsonObject;
import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.runtime.recorder.Onlooker;
import ds.system.kv.member.MemberMessage;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The last steps of all members, as a diagram draws them.
///
/// Members tell their steps when they have taken them, each on its own thread. They share a clock,
/// so the order in which the steps began is one in which no message arrives before it was sent; a
/// step is taken up once it is so old that none which began earlier is still to come.
///
/// A message is found again where it arrives by what it says: it is sent once in a while that
/// another says the same, and then it makes no difference which is which.
final class Footage implements Onlooker<MemberMessage> {

  /// What a page that comes late is shown: about a minute of members that are left alone.
  private static final int KEPT_MAX = 4_000;

  /// Steps that were told and not taken up yet. Beyond that they are left out.
  private static final int WAITING_MAX = 20_000;

  /// Of those that are taken up at once, more would not be told apart in a diagram.
  private static final int AT_ONCE_MAX = 500;

  /// No step takes that long, but at the start of a member.
  private static final long SETTLED = 20_000_000L;

  /// A message that has not arrived by then will not: connections are of this machine.
  private static final long LOST_AFTER = 1_000_000_000L;

  private record Told(Step<MemberMessage> step, long began) {}

  private record Way(int from, int to) {}

  private record Letter(Film.Arrow arrow, int hash) {}

  private final Map<NodeId, Integer> rows = new HashMap<>();
  private final int clients;
  private final Trouble trouble;
  private final long base;

  private final Queue<Told> told = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /// Since the film has been told of the last.
  private final AtomicInteger leftOut = new AtomicInteger();

  // Under the lock of this.
  private final PriorityQueue<Told> ripening =
      new PriorityQueue<>(Comparator.comparingLong(Told::began));
  private final Map<Way, Deque<Letter>> letters = new HashMap<>();
  private final Film film = new Film(KEPT_MAX);
  private long last;

  /// @param nodes of the members; the row behind theirs is that of all clients
  /// @param base when the diagram's time begins, by the clock of the steps
  Footage(List<NodeId> nodes, Trouble trouble, long base) {
    this.base = base;
    nodes.forEach(node -> rows.put(node, rows.size()));
    this.clients = nodes.size();
    rows.put(MemberMessage.FRONT, clients);
    this.trouble = trouble;
  }

  static double millis(long nanos) {
    return Math.rint(nanos / 1e3) / 1e3;
  }

  @Override
  public void stepped(Step<MemberMessage> step, long began) {
    if (waiting.get() >= WAITING_MAX) {
      leftOut.incrementAndGet();
      return;
    }
    waiting.incrementAndGet();
    told.add(new Told(step, began));
  }

  /// Takes up what has been told and has settled.
  synchronized void develop(long now) {
    for (Told next = told.poll(); next != null; next = told.poll()) {
      waiting.decrementAndGet();
      ripening.add(next);
    }
    film.turn();
    int taken = 0;
    while (!ripening.isEmpty() && ripening.element().began() < now - SETTLED) {
      Told next = ripening.remove();
      last = Math.max(last, next.began() - base);
      if (taken++ < AT_ONCE_MAX) {
        take(next.step());
      } else {
        arrived(next.step().event(), row(next.step().node()));
        leftOut.incrementAndGet();
      }
    }
    int missing = leftOut.getAndSet(0);
    if (missing > 0) {
      film.leaveOut(missing, last);
    }
    giveUp(now - base - LOST_AFTER);
  }

  private int row(NodeId node) {
    return rows.getOrDefault(node, -1);
  }

  private void take(Step<MemberMessage> step) {
    int node = row(step.node());
    if (node < 0) {
      return; // of a cluster that had other addresses
    }
    film.step(node, last, step.event());
    settle(step.event(), node);
    for (Effect<MemberMessage> effect : step.effects()) {
      switch (effect) {
        case Effect.Send<MemberMessage>(var to, var message) -> sent(node, row(to), message);
        case Effect.Persist<MemberMessage>(var record) ->
            film.mark(node, last, Film.PERSIST, record.getClass().getSimpleName());
        case Effect.Checkpoint<MemberMessage> _ ->
            film.mark(node, last, Film.CHECKPOINT, "checkpoint");
        case Effect.Compact<MemberMessage> _ -> film.mark(node, last, Film.COMPACT, "compaction");
        case Effect.Report<MemberMessage>(var fact) ->
            Words.fact(fact).ifPresent(words -> film.mark(node, last, Film.REPORT, words));
        case Effect.Arm<MemberMessage> _, Effect.Disarm<MemberMessage> _ -> {}
      }
    }
  }

  private void sent(int from, int to, MemberMessage message) {
    if (to < 0) {
      return;
    }
    Film.Arrow arrow = film.arrow(from, to, last, Words.kind(message));
    if (to == clients) {
      arrow.end(Film.ARRIVED, last, film.steps());
    } else if (from != to && trouble.isCut(from, to, base + last)) {
      arrow.end(Film.LOST_IN_A_CUT, last, film.steps());
    } else if (trouble.isDown(to, base + last)) {
      arrow.end(Film.RECEIVER_DOWN, last, film.steps());
    } else {
      way(from, to).add(new Letter(arrow, message.hashCode()));
    }
  }

  private Deque<Letter> way(int from, int to) {
    return letters.computeIfAbsent(new Way(from, to), _ -> new ArrayDeque<>());
  }

  /// What the step that is drawn has received, if it has.
  private void settle(Event<MemberMessage> event, int node) {
    if (event instanceof Event.Received<MemberMessage>(var sender, var message)
        && row(sender) == clients) {
      Film.Arrow arrow = film.arrow(clients, node, last, Words.kind(message));
      arrow.end(Film.ARRIVED, last, film.steps());
      film.received(arrow);
    } else {
      arrived(event, node).ifPresent(film::received);
    }
  }

  /// Finds the message that has arrived, if one has and its sending is drawn.
  private Optional<Film.Arrow> arrived(Event<MemberMessage> event, int node) {
    if (!(event instanceof Event.Received<MemberMessage>(var sender, var message)) || node < 0) {
      return Optional.empty();
    }
    Deque<Letter> under = way(row(sender), node);
    int hash = message.hashCode();
    for (Letter letter : under) {
      if (letter.hash() == hash) {
        under.remove(letter);
        letter.arrow().end(Film.ARRIVED, last, film.steps());
        return Optional.of(letter.arrow());
      }
    }
    return Optional.empty();
  }

  private void giveUp(long before) {
    letters.forEach((way, under) -> {
      while (!under.isEmpty() && under.getFirst().arrow().sent() < before) {
        Film.Arrow arrow = under.removeFirst().arrow();
        arrow.end(fate(way, base + arrow.sent()), arrow.sent() + LOST_AFTER, film.steps());
      }
    });
  }

  private int fate(Way way, long time) {
    long end = time + LOST_AFTER;
    if (trouble.isCut(way.from(), way.to(), end)) {
      return Film.LOST_IN_A_CUT;
    }
    return trouble.isDown(way.to(), end) ? Film.RECEIVER_DOWN : Film.LOST;
  }

  /// How many turns the film has taken: what a page names to be told what is new since.
  synchronized long turns() {
    return film.turns();
  }

  /// What is new since a turn, in the columns of the debugger.
  ///
  /// @param first the step that the page counts as its first; those before are not told of
  /// @param now by the clock of the steps
  synchronized JsonObject since(long turn, long first, long now) {
    JsonObject news = film.since(turn, first);
    news.add("faults", trouble.json(base));
    news.addProperty("now", millis(now - base));
    return news;
  }

  /// The first step that is kept.
  synchronized long first() {
    return film.first();
  }
}
