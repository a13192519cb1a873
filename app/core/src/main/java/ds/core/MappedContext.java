package ds.core;

import java.util.function.Function;

/// The context of a node that lives inside another: messages are wrapped on their way out, and
/// everything else is the outer node's own.
record MappedContext<I, M>(Context<M> outer, Function<? super I, ? extends M> wrap)
    implements Context<I> {

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
  public void report(Fact fact) {
    outer.report(fact);
  }
}
