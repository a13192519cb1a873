package ds.exercise.clocks;

import static ds.core.Context.MILLISECOND;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.clocks.ClocksMessage.Note;
import ds.exercise.clocks.ClocksMessage.Tell;
import ds.exercise.clocks.Happenings.Happening;
import ds.exercise.clocks.Stamp.Hybrid;
import ds.exercise.clocks.Stamp.Lamport;
import ds.exercise.clocks.Stamp.Vector;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What servers with clocks promise. The handout explains each property under its name.
final class Promises {

  /// What a Lamport clock may count for each event that there has been.
  private static final long COUNT_PER_EVENT = 10;

  /// How far a hybrid's wall time may be from real time, in milliseconds: twice as far as clocks.
  static final long DISTANCE_MILLIS = 40;

  /// How far a hybrid's counter may go. In the time in which one clock is ahead of another, few
  /// events happen.
  private static final long COUNT_MAX = 50;

  private Promises() {}

  /// Each event is stated with one stamp, and a note carries the stamp of its sending.
  ///
  /// @param kind of stamp
  record Complete(Class<? extends Stamp> kind) implements Invariant<ClocksMessage> {

    @Override
    public Optional<String> check(World<ClocksMessage> world, Step<ClocksMessage> step) {
      Optional<String> words = Happenings.words(step);
      List<Stamp> stamps = Happenings.stamps(step);
      var notes = Happenings.notes(step);
      if (words.isEmpty()) {
        return stamps.isEmpty() && notes.isEmpty()
            ? Optional.empty()
            : Optional.of(step.node() + " states a stamp or sends a note when there is no event");
      }
      if (stamps.size() != 1 || !kind.isInstance(stamps.getFirst())) {
        String wanted = "one of the kind " + kind.getSimpleName();
        return Optional.of(words.get() + " and states " + stamps + " instead of " + wanted);
      }
      if (!(step.event()
          instanceof Event.Received<ClocksMessage>(_, Tell(long number, NodeId to)))) {
        return notes.isEmpty()
            ? Optional.empty()
            : Optional.of(words.get() + ", and sends a note that nobody asked for");
      }
      var wanted = new Effect.Send<ClocksMessage>(to, new Note(number, stamps.getFirst()));
      return notes.equals(List.of(wanted))
          ? Optional.empty()
          : Optional.of(
              words.get() + " with " + stamps.getFirst() + ", but what leaves is " + notes);
    }
  }

  /// What happened before has the smaller stamp. For that it is enough to look at what led to an
  /// event directly.
  static final class Clock implements Invariant<ClocksMessage> {
    private final Happenings happenings = new Happenings();

    @Override
    public Optional<String> check(World<ClocksMessage> world, Step<ClocksMessage> step) {
      return happenings
          .see(step)
          .flatMap(event ->
              happenings.causality().causes(event).stream()
                  .filter(cause -> !isBefore(cause.stamp(), event.stamp()))
                  .findFirst()
                  .map(cause -> told(cause, event)));
    }

    private static String told(Happening cause, Happening event) {
      String before = said(cause) + ", and then " + said(event);
      return before + ": the second stamp is not larger";
    }
  }

  /// A smaller stamp tells what happened before: stamps of concurrent events cannot be compared.
  static final class Faithful implements Invariant<ClocksMessage> {
    private final Happenings happenings = new Happenings();

    @Override
    public Optional<String> check(World<ClocksMessage> world, Step<ClocksMessage> step) {
      return happenings
          .see(step)
          .flatMap(event ->
              happenings.causality().events().stream()
                  .filter(other -> !other.equals(event))
                  .filter(other -> !happenings.causality().isBefore(other, event))
                  .filter(other -> !areConcurrent(other.stamp(), event.stamp()))
                  .findFirst()
                  .map(other -> told(other, event)));
    }

    private static String told(Happening other, Happening event) {
      String both = said(other) + ", and " + said(event);
      return both + ": neither happened before the other, but their stamps are in an order";
    }
  }

  /// A Lamport time is a count of events.
  static final class Counting implements Invariant<ClocksMessage> {
    private final Happenings happenings = new Happenings();

    @Override
    public Optional<String> check(World<ClocksMessage> world, Step<ClocksMessage> step) {
      return happenings
          .see(step)
          .filter(event ->
              event.stamp() instanceof Lamport(long time)
                  && time > COUNT_PER_EVENT * happenings.causality().events().size())
          .map(event ->
              said(event) + ", but there have been " + (event.number() + 1) + " events in all");
    }
  }

  /// A hybrid's wall time is near real time.
  static final class Near implements Invariant<ClocksMessage> {

    @Override
    public Optional<String> check(World<ClocksMessage> world, Step<ClocksMessage> step) {
      for (Stamp stamp : Happenings.stamps(step)) {
        if (stamp instanceof Hybrid(long wall, _)
            && Math.abs(wall - world.now()) > DISTANCE_MILLIS * MILLISECOND) {
          String off = (wall - world.now()) / MILLISECOND + " ms off real time";
          return Optional.of(step.node() + " stamps with " + stamp + ", which is " + off);
        }
      }
      return Optional.empty();
    }
  }

  /// A hybrid's counter is small.
  static final class Small implements Invariant<ClocksMessage> {

    @Override
    public Optional<String> check(World<ClocksMessage> world, Step<ClocksMessage> step) {
      for (Stamp stamp : Happenings.stamps(step)) {
        if (stamp instanceof Hybrid(_, long count) && (count < 0 || count > COUNT_MAX)) {
          return Optional.of(step.node() + " counts to " + count + " in " + stamp);
        }
      }
      return Optional.empty();
    }
  }

  private static String said(Happening happening) {
    return happening.words() + " with " + happening.stamp();
  }

  private static boolean isBefore(Stamp first, Stamp second) {
    return switch (first) {
      case Lamport(long time) -> second instanceof Lamport other && time < other.time();
      case Hybrid(long wall, long count) ->
          second instanceof Hybrid other
              && (wall < other.wall() || (wall == other.wall() && count < other.count()));
      case Vector vector ->
          second instanceof Vector other && isAtMost(vector, other) && !isAtMost(other, vector);
    };
  }

  private static boolean areConcurrent(Stamp first, Stamp second) {
    return first instanceof Vector one
        && second instanceof Vector other
        && !isAtMost(one, other)
        && !isAtMost(other, one);
  }

  private static boolean isAtMost(Vector one, Vector other) {
    TreeSet<NodeId> nodes = new TreeSet<>(one.counts().keySet());
    nodes.addAll(other.counts().keySet());
    return nodes.stream()
        .allMatch(it -> one.counts().getOrDefault(it, 0L) <= other.counts().getOrDefault(it, 0L));
  }
}
