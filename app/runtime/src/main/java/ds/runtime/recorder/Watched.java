package ds.runtime.recorder;

import ds.core.Context;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Node;
import ds.core.Step;
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
    var watching = new Watching<>(context);
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
  private static final class Watching<M> extends TellingContext<M> {

    private final List<Effect<M>> effects = new ArrayList<>();

    Watching(Context<M> outer) {
      super(outer);
    }

    @Override
    void did(Effect<M> effect) {
      effects.add(effect);
    }
  }
}
