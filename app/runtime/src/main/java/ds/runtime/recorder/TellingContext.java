package ds.runtime.recorder;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Effect;
import ds.core.Fact;
import ds.core.MappedContext;
import ds.core.NodeId;
import ds.core.Timer;

/// The context of a node that somebody looks at: each effect is told before it is passed on.
abstract class TellingContext<M> extends MappedContext<M, M> {

  TellingContext(Context<M> outer) {
    super(outer, message -> message);
  }

  /// What the node asks for now.
  abstract void did(Effect<M> effect);

  @Override
  public void send(NodeId to, M message) {
    did(new Effect.Send<>(to, message));
    super.send(to, message);
  }

  @Override
  public void arm(Timer timer, long min, long max) {
    did(new Effect.Arm<>(timer, min, max));
    super.arm(timer, min, max);
  }

  @Override
  public void disarm(Timer timer) {
    did(new Effect.Disarm<>(timer));
    super.disarm(timer);
  }

  @Override
  public void persist(Durable record) {
    did(new Effect.Persist<>(record));
    super.persist(record);
  }

  @Override
  public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
    did(new Effect.Checkpoint<>(pieces, keep));
    super.checkpoint(pieces, keep);
  }

  @Override
  public void compact(Iterable<? extends Durable> pieces, int keep) {
    did(new Effect.Compact<>(pieces, keep));
    super.compact(pieces, keep);
  }

  @Override
  public void report(Fact fact) {
    did(new Effect.Report<>(fact));
    super.report(fact);
  }
}
