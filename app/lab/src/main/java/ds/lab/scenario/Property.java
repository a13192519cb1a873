package ds.lab.scenario;

import ds.core.Step;
import ds.lab.history.History;
import ds.lab.history.Verdict;
import ds.lab.world.World;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a scenario promises.
public sealed interface Property<M> {

  /// What is promised, in a few words: `election safety`.
  String name();

  /// Holds after every step of every run.
  record Always<M>(String name, Supplier<? extends Invariant<M>> invariant)
      implements Property<M> {}

  /// Happens at a step of at least one run of a campaign: it proves that the interesting place is
  /// visited, without which an `always` says little.
  record Sometimes<M>(String name, BiPredicate<World<M>, Step<M>> happens) implements Property<M> {}

  /// Is reached in every run once the faults have ended.
  record Eventually<M>(String name, Supplier<? extends Goal<M>> goal) implements Property<M> {}

  /// Holds of the history that the clients saw. A verdict that is unknown is no pass.
  record Judged<M>(String name, Function<History<Object, Object>, Verdict<?, ?>> judge)
      implements Property<M> {}
}
