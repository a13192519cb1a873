package ds.protocol.rsm;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Effect;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Timer;
import java.util.ArrayList;
import java.util.List;

/// Writes down what a part of a node asks for, step or no step. What it draws counts up from 1.
final class Recorder<M> implements Context<M> {

  private final NodeId self;
  private final List<Effect<M>> effects = new ArrayList<>();
  private long drawn;

  Recorder(NodeId self) {
    this.self = self;
  }

  /// What was asked for since the last call.
  List<Effect<M>> takeEffects() {
    List<Effect<M>> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }

  @Override
  public NodeId self() {
    return self;
  }

  @Override
  public long now() {
    return 0;
  }

  @Override
  public long random(long bound) {
    return ++drawn % bound;
  }

  @Override
  public void send(NodeId to, M message) {
    effects.add(new Effect.Send<>(to, message));
  }

  @Override
  public void arm(Timer timer, long min, long max) {
    effects.add(new Effect.Arm<>(timer, min, max));
  }

  @Override
  public void disarm(Timer timer) {
    effects.add(new Effect.Disarm<>(timer));
  }

  @Override
  public void persist(Durable record) {
    effects.add(new Effect.Persist<>(record));
  }

  @Override
  public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
    effects.add(new Effect.Checkpoint<>(pieces, keep));
  }

  @Override
  public void compact(Iterable<? extends Durable> pieces, int keep) {
    effects.add(new Effect.Compact<>(pieces, keep));
  }

  @Override
  public void report(Fact fact) {
    effects.add(new Effect.Report<>(fact));
  }
}
