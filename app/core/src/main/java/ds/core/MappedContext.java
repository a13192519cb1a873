package ds.core;

import java.util.function.Function;

/// The context of a node that lives inside another: messages are wrapped on their way out, and
/// everything else is asked of the outer context. Whoever has more to say about an effect overrides
/// that one.
///
/// Nobody but a subclass can get at the outer context: a node that is handed this one may be walled
/// off on purpose.
public class MappedContext<I, M> implements Context<I> {

  protected final Context<M> outer;
  private final Function<? super I, ? extends M> wrap;

  public MappedContext(Context<M> outer, Function<? super I, ? extends M> wrap) {
    this.outer = outer;
    this.wrap = wrap;
  }

  @Override
  public NodeId self() {
    return outer.self();
  }

  @Override
  public long now() {
    return outer.now();
  }

  @Override
  public long random(long bound) {
    return outer.random(bound);
  }

  @Override
  public void send(NodeId to, I message) {
    outer.send(to, wrap.apply(message));
  }

  @Override
  public void arm(Timer timer, long min, long max) {
    outer.arm(timer, min, max);
  }

  @Override
  public void disarm(Timer timer) {
    outer.disarm(timer);
  }

  @Override
  public void persist(Durable record) {
    outer.persist(record);
  }

  @Override
  public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
    outer.checkpoint(pieces, keep);
  }

  @Override
  public void compact(Iterable<? extends Durable> pieces, int keep) {
    outer.compact(pieces, keep);
  }

  @Override
  public void report(Fact fact) {
    outer.report(fact);
  }
}
