package ds.runtime.recorder;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Fact;
import ds.core.MappedContext;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import ds.core.Timer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A node whose steps an [Onlooker] sees as they are taken. Nothing of it is kept here.
final class Watched<M> implements Node<M> {

  private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

  private final Node<M> node;
  private final Onlooker<M> onlooker;
  private boolean isOver;

  Watched(Node<M> node, Onlooker<M> onlooker) {
    this.node = node;
    this.onlooker = onlooker;
  }

  @Override
  public void on(Event<M> event, Context<M> context) {
    if (isOver) {
      node.on(event, context);
      return;
    }
    long began = System.nanoTime();
    var watching = new Watching(context);
    try {
      node.on(event, watching);
    } finally {
      tell(new Step<>(context.self(), event, watching.effects), began);
    }
  }

  private void tell(Step<M> step, long began) {
    try {
      onlooker.stepped(step, began);
    } catch (RuntimeException e) {
      isOver = true;
      LOG.warn("{} is no longer looked at", step.node(), e);
    }
  }

  /// The context, which takes down what passes through.
  private final class Watching extends MappedContext<M, M> {

    private final List<Effect<M>> effects = new ArrayList<>();

    Watching(Context<M> outer) {
      super(outer, message -> message);
    }

    @Override
    public void send(NodeId to, M message) {
      effects.add(new Effect.Send<>(to, message));
      super.send(to, message);
    }

    @Override
    public void arm(Timer timer, long min, long max) {
      effects.add(new Effect.Arm<>(timer, min, max));
      super.arm(timer, min, max);
    }

    @Override
    public void disarm(Timer timer) {
      effects.add(new Effect.Disarm<>(timer));
      super.disarm(timer);
    }

    @Override
    public void persist(Durable record) {
      effects.add(new Effect.Persist<>(record));
      super.persist(record);
    }

    @Override
    public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
      effects.add(new Effect.Checkpoint<>(pieces, keep));
      super.checkpoint(pieces, keep);
    }

    @Override
    public void compact(Iterable<? extends Durable> pieces, int keep) {
      effects.add(new Effect.Compact<>(pieces, keep));
      super.compact(pieces, keep);
    }

    @Override
    public void report(Fact fact) {
      effects.add(new Effect.Report<>(fact));
      super.report(fact);
    }
  }
}
