package ds.exercise.primarybackup;

import static ds.core.Context.MILLISECOND;

import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Goal;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.Optional;

/// What a view service promises. The handout explains each property under its name.
final class ViewPromises {

  /// Whoever was heard less long ago must not be dropped; a service may wait a little longer.
  private static final long SILENCE_MIN = 400 * MILLISECOND;

  /// How long a service may take over what it could do at once.
  private static final long DELAY_MAX = 2_000 * MILLISECOND;

  private ViewPromises() {}

  /// Judges each view when it is told for the first time.
  private interface Beginning {
    Optional<String> judge(World<StoreMessage> world, Views before, View next);
  }

  private static Invariant<StoreMessage> atBeginning(Beginning beginning) {
    Views views = new Views();
    return (world, step) -> {
      views.hear(world, step);
      Optional<View> next = views.begun(world, step);
      Optional<String> wrong = next.flatMap(it -> beginning.judge(world, views, it));
      next.ifPresent(views::begin);
      return wrong;
    };
  }

  /// Views are told with growing numbers, and each number is one view.
  static Invariant<StoreMessage> numbered() {
    Views views = new Views();
    return (world, step) -> {
      for (View told : Views.told(world, step)) {
        View newest = views.newest();
        boolean isNext = told.number() == newest.number() + 1;
        if (!told.equals(newest) && !isNext) {
          return Optional.of(
              "the service tells " + words(told) + ", and told " + words(newest) + " before");
        }
        views.begin(told);
      }
      return Optional.empty();
    };
  }

  /// No view follows one that its primary has not acknowledged.
  static Invariant<StoreMessage> waitsForThePrimary() {
    return atBeginning((world, before, next) ->
        before.isAcknowledged()
            ? Optional.empty()
            : Optional.of(
                words(next)
                    + " begins, but the primary has not acknowledged "
                    + words(before.newest())));
  }

  /// The primary of a view had a part in the one before, and has not lost its state since.
  static Invariant<StoreMessage> inherits() {
    return atBeginning((world, before, next) -> {
      View last = before.newest();
      if (last.number() == 0) {
        return Optional.empty();
      }
      if (next.primary().isEmpty()) {
        return Optional.of(words(next) + " begins, and nobody has the state any more");
      }
      NodeId primary = next.primary().get();
      if (!last.isPrimary(primary) && !last.isBackup(primary)) {
        return Optional.of(
            words(next) + " begins, but " + primary + " had no part in " + words(last));
      }
      return before.isRestarted(primary)
          ? Optional.of(
              words(next) + " begins, but " + primary + " has restarted in " + words(last))
          : Optional.empty();
    });
  }

  /// Nobody who pings loses a place.
  static Invariant<StoreMessage> keepsWhoPings() {
    return atBeginning((world, before, next) -> {
      View last = before.newest();
      Optional<NodeId> dropped =
          last.primary()
              .filter(it -> !next.isPrimary(it))
              .or(() -> last.backup().filter(it -> !next.isPrimary(it) && !next.isBackup(it)))
              .filter(it -> before.silentFor(world, it) < SILENCE_MIN && !before.isRestarted(it));
      return dropped.map(it ->
          words(next)
              + " begins, but "
              + it
              + " of "
              + words(last)
              + " has pinged "
              + before.silentFor(world, it) / MILLISECOND
              + " ms ago");
    });
  }

  /// A place does not stay empty, nor with somebody who is silent.
  static Invariant<StoreMessage> isPrompt() {
    Views views = new Views();
    return (world, step) -> {
      views.hear(world, step);
      views.begun(world, step).ifPresent(views::begin);
      return views.acknowledgedFor(world) > DELAY_MAX ? overdue(world, views) : Optional.empty();
    };
  }

  private static Optional<String> overdue(World<StoreMessage> world, Views views) {
    View view = views.newest();
    boolean isLed = view.primary().filter(it -> views.isSound(world, it)).isPresent();
    boolean isBacked = view.backup().filter(it -> views.isSound(world, it)).isPresent();
    Optional<NodeId> lost =
        (isLed ? view.backup() : view.primary().filter(_ -> isBacked))
            .filter(it -> views.lostFor(world, it) > DELAY_MAX);
    if (lost.isPresent()) {
      return Optional.of(
          lost.get()
              + " has been silent, or without its state, for 2 s, and "
              + words(view)
              + " goes on");
    }
    return views.idle(world, DELAY_MAX).stream()
        .filter(it -> isLed && view.backup().isEmpty())
        .findFirst()
        .map(it -> it + " has pinged for 2 s, but " + words(view) + " has no backup");
  }

  /// There are a primary and a backup, and the primary has acknowledged the view.
  static final class Settled implements Goal<StoreMessage> {
    private final Views views = new Views();

    @Override
    public void see(World<StoreMessage> world, Step<StoreMessage> step) {
      views.hear(world, step);
      views.begun(world, step).ifPresent(views::begin);
    }

    @Override
    public boolean isReached(World<StoreMessage> world) {
      View view = views.newest();
      return views.isAcknowledged()
          && view.primary().filter(it -> views.isSound(world, it)).isPresent()
          && view.backup().filter(it -> views.isSound(world, it)).isPresent();
    }

    @Override
    public String missing(World<StoreMessage> world) {
      return "the last view is "
          + words(views.newest())
          + (views.isAcknowledged() ? "" : ", which its primary has not acknowledged");
    }
  }

  /// Such as `view 3 (s2, backup s4)`.
  static String words(View view) {
    return "view "
        + view.number()
        + " ("
        + view.primary().map(NodeId::name).orElse("nobody")
        + view.backup().map(it -> ", backup " + it).orElse(", no backup")
        + ")";
  }
}
