package ds.exercise.sandbox;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Fact;
import ds.core.MappedContext;
import ds.core.Node;
import ds.core.Timer;
import ds.lab.mirror.Veil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A learner's node as the simulated world sees it: each step is metered, what leaves it is
/// detached from it, and whatever it throws becomes an exception that names the line.
final class Confined<M> implements Node<M>, Veil {

  private final Detached detached;
  private final Statics statics;
  private final String home;
  private Optional<Node<M>> node = Optional.empty();
  private Optional<RuntimeException> stillborn = Optional.empty();

  /// @param maker makes the learner's node
  /// @param statics what the learner's classes share, to be looked at now and then
  /// @param home the package of the learner's classes
  Confined(Supplier<Node<M>> maker, Detached detached, Statics statics, String home) {
    this.detached = detached;
    this.statics = statics;
    this.home = home;
    Meter.reset();
    try {
      node = Optional.of(maker.get());
    } catch (Throwable e) { // a constructor may throw anything
      stillborn = Optional.of(Blunder.of(e, home));
    }
  }

  /// The learner's own; empty if its constructor failed.
  Optional<Node<M>> inner() {
    return node;
  }

  @Override
  public Object behind() {
    return node.isPresent() ? node.get() : new Object();
  }

  @Override
  public void on(Event<M> event, Context<M> context) {
    if (stillborn.isPresent()) {
      throw stillborn.get();
    }
    Meter.reset();
    try {
      node.orElseThrow().on(detached.arriving(event), new Customs(context));
    } catch (Throwable e) { // a handler may throw anything
      throw Blunder.of(e, home);
    } finally {
      Meter.reset();
      statics.step();
    }
  }

  /// What a learner's node may ask for. Whatever leaves is detached from the node.
  private final class Customs extends MappedContext<M, M> {

    Customs(Context<M> outside) {
      super(outside, detached::detach);
    }

    @Override
    public void arm(Timer timer, long min, long max) {
      outer.arm(detached.detach(timer), min, max);
    }

    @Override
    public void disarm(Timer timer) {
      outer.disarm(detached.detach(timer));
    }

    @Override
    public void persist(Durable record) {
      outer.persist(detached.detach(record));
    }

    @Override
    public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
      outer.checkpoint(detach(pieces), keep);
    }

    @Override
    public void compact(Iterable<? extends Durable> pieces, int keep) {
      outer.compact(detach(pieces), keep);
    }

    private List<Durable> detach(Iterable<? extends Durable> pieces) {
      List<Durable> whole = new ArrayList<>();
      for (Durable piece : pieces) {
        whole.add(detached.detach(piece));
      }
      return whole;
    }

    @Override
    public void report(Fact fact) {
      outer.report(detached.detach(fact));
    }
  }
}
