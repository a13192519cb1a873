package ds.scenario.behaviour.trial;

import static ds.core.Context.MILLISECOND;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.Step;
import ds.lab.scenario.Goal;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// The shapes that sentences about a run have. Times are in milliseconds, as in a scenario's
/// script.
public final class Claims {

  private Claims() {}

  /// So it is at a time: at the first step after it. The run does not end before.
  public static <M> Supplier<Goal<M>> at(long millis, Predicate<World<M>> claim) {
    return () ->
        new Goal<>() {
          private Optional<Boolean> result = Optional.empty();

          @Override
          public void see(World<M> world, Step<M> step) {
            if (result.isEmpty() && world.now() >= millis * MILLISECOND) {
              result = Optional.of(claim.test(world));
            }
          }

          @Override
          public boolean isReached(World<M> world) {
            return result.orElse(false);
          }
        };
  }

  /// So it is in the end, whatever it was like before.
  public static <M> Supplier<Goal<M>> inTheEnd(Predicate<World<M>> claim) {
    return () ->
        new Goal<>() {
          @Override
          public void see(World<M> world, Step<M> step) {}

          @Override
          public boolean isReached(World<M> world) {
            return claim.test(world);
          }
        };
  }

  /// So it is after every step from one time to another.
  public static <M> Supplier<Invariant<M>> between(long from, long to, Predicate<World<M>> claim) {
    return () ->
        (world, step) ->
            !isBetween(world, from, to) || claim.test(world)
                ? Optional.empty()
                : Optional.of("it is not so after this step");
  }

  /// No step from one time to another is like this.
  public static <M> Supplier<Invariant<M>> never(
      long from, long to, BiPredicate<World<M>, Step<M>> happens) {
    return () ->
        (world, step) ->
            isBetween(world, from, to) && happens.test(world, step)
                ? Optional.of("it happened in this step")
                : Optional.empty();
  }

  /// All steps from one time to another have no more than so much of something.
  public static <M> Supplier<Invariant<M>> atMost(
      long most, long from, long to, ToLongFunction<Step<M>> amount) {
    return () ->
        new Invariant<>() {
          private long sum;

          @Override
          public Optional<String> check(World<M> world, Step<M> step) {
            if (isBetween(world, from, to)) {
              sum += amount.applyAsLong(step);
            }
            return sum <= most ? Optional.empty() : Optional.of("it is " + sum);
          }
        };
  }

  private static boolean isBetween(World<?> world, long from, long to) {
    return world.now() >= from * MILLISECOND && world.now() < to * MILLISECOND;
  }

  /// A step that states a fact of this kind.
  public static <M> BiPredicate<World<M>, Step<M>> stated(Class<? extends Fact> kind) {
    return (world, step) -> states(step, kind::isInstance);
  }

  /// A step that states such a fact.
  public static <M> BiPredicate<World<M>, Step<M>> stating(Predicate<Fact> test) {
    return (world, step) -> states(step, test);
  }

  /// Whether a step states such a fact.
  public static boolean states(Step<?> step, Predicate<Fact> test) {
    for (Effect<?> effect : step.effects()) {
      if (effect instanceof Effect.Report<?>(var fact) && test.test(fact)) {
        return true;
      }
    }
    return false;
  }
}
