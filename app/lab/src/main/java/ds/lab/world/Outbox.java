package ds.lab.world;

import ds.core.Check;
import ds.core.Context;
import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import ds.core.Timer;
import ds.lab.chance.Draws;
import java.util.ArrayList;
import java.util.List;

/// Has a node take one step and collects its effects. Every world of the lab makes its steps here,
/// so the bounds of [Context] are checked in one place.
public final class Outbox<M> implements Context<M> {

  private final NodeId self;
  private final Draws draws;
  private long now;
  private List<Effect<M>> effects = new ArrayList<>();

  public Outbox(NodeId self, Draws draws) {
    this.self = self;
    this.draws = draws;
  }

  /// Hands `event` to `node`, whose clock shows `now`.
  ///
  /// @throws RuntimeException whatever the node throws
  public Step<M> step(Node<M> node, Event<M> event, long now) {
    this.now = now;
    effects = new ArrayList<>();
    node.on(event, this);
    return new Step<>(self, event, effects);
  }

  @Override
  public NodeId self() {
    return self;
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public long random(long bound) {
    Check.that(bound >= 1, "random needs a bound of at least 1");
    return draws.below(bound);
  }

  @Override
  public void send(NodeId to, M message) {
    put(new Effect.Send<>(to, message));
  }

  @Override
  public void arm(Timer timer, long min, long max) {
    Check.that(0 <= min && min <= max, "a timer's range runs from 0 or more to its maximum");
    Check.that(max <= TIMER_MAX, "a timer runs for a day at most");
    put(new Effect.Arm<>(timer, min, max));
  }

  @Override
  public void disarm(Timer timer) {
    put(new Effect.Disarm<>(timer));
  }

  @Override
  public void persist(Durable record) {
    put(new Effect.Persist<>(record));
  }

  @Override
  public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
    Check.that(keep >= 0, "a checkpoint keeps 0 records or more");
    put(new Effect.Checkpoint<>(pieces, keep));
  }

  @Override
  public void compact(Iterable<? extends Durable> pieces, int keep) {
    Check.that(keep >= 0, "a compaction keeps 0 records or more");
    put(new Effect.Compact<>(pieces, keep));
  }

  @Override
  public void report(Fact fact) {
    put(new Effect.Report<>(fact));
  }

  private void put(Effect<M> effect) {
    Check.that(effects.size() < EFFECTS_MAX, "a step has at most 65,536 effects");
    effects.add(effect);
  }
}
