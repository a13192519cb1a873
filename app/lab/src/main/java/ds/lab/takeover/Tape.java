package ds.lab.takeover;

import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.fault.Fault;
import ds.lab.world.Action;
import ds.lab.world.Envelope;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

/// Takes down all that can be drawn of a run: its steps, what became of each message, the faults,
/// and when writes became durable.
public final class Tape<M> implements Observer<M> {

  /// A step and when it was taken.
  ///
  /// @param arrow the message that it is about, or -1
  public record Shot<M>(Step<M> step, long time, int arrow) {}

  /// What a node had been writing became durable.
  ///
  /// @param afterStep how many steps had been taken
  public record Synced(NodeId node, long time, long afterStep) {}

  private final List<Shot<M>> shots = new ArrayList<>();
  private final List<Arrow<M>> arrows = new ArrayList<>();
  private final List<Spell> spells = new ArrayList<>();
  private final List<Synced> syncs = new ArrayList<>();
  private final IdentityHashMap<Envelope<M>, Arrow<M>> byEnvelope = new IdentityHashMap<>();
  private int arriving = -1;

  /// The steps, the first of which has the number 1.
  public List<Shot<M>> shots() {
    return Collections.unmodifiableList(shots);
  }

  /// The messages in the order in which they were sent, and their copies when they came.
  public List<Arrow<M>> arrows() {
    return Collections.unmodifiableList(arrows);
  }

  public List<Spell> spells() {
    return Collections.unmodifiableList(spells);
  }

  public List<Synced> syncs() {
    return Collections.unmodifiableList(syncs);
  }

  @Override
  public void stepped(World<M> world, Step<M> step) {
    int arrow = step.event() instanceof Event.Received ? arriving : -1;
    shots.add(new Shot<>(step, world.now(), arrow));
    arriving = -1;
  }

  /// Sent while the effects of a step are carried out, so the step is on the tape.
  @Override
  public void sent(World<M> world, Envelope<M> envelope) {
    begin(envelope, shots.size());
  }

  @Override
  public void arriving(World<M> world, Envelope<M> envelope) {
    Arrow<M> arrow = open(envelope);
    arrow.end(Arrow.Fate.ARRIVED, world.now(), shots.size() + 1L);
    arriving = arrow.id();
  }

  @Override
  public void lost(World<M> world, Envelope<M> envelope, Loss loss) {
    open(envelope).end(Arrow.Fate.of(loss), world.now(), shots.size());
  }

  /// Takes down what is no step: faults and writes.
  void take(World<M> world, Action<M> action) {
    long time = world.now();
    switch (action) {
      case Action.Begin<M>(var fault) -> begin(fault, time);
      case Action.End<M>(var fault) -> end(fault, time);
      case Action.Sync<M>(var node) -> syncs.add(new Synced(node, time, shots.size()));
      case Action.Deliver<M> _, Action.Fire<M> _ -> {}
    }
  }

  private void begin(Fault fault, long time) {
    Spell spell = new Spell(fault, time, shots.size());
    if (!(fault instanceof Fault.Lasting)) {
      spell.end(time, shots.size());
    }
    spells.add(spell);
  }

  private void end(Fault fault, long time) {
    for (Spell spell : spells) {
      if (spell.isOpen() && spell.fault().equals(fault)) {
        spell.end(time, shots.size());
        return;
      }
    }
  }

  /// A copy of a message whose fate is known is an arrow of its own, and so is a forged one.
  private Arrow<M> open(Envelope<M> envelope) {
    Arrow<M> first = byEnvelope.get(envelope);
    if (first == null) {
      return begin(envelope, shots.size());
    }
    return first.fate() == Arrow.Fate.UNDER_WAY ? first : begin(envelope, first.sentStep());
  }

  private Arrow<M> begin(Envelope<M> envelope, long sentStep) {
    Arrow<M> arrow = new Arrow<>(arrows.size(), envelope, sentStep);
    arrows.add(arrow);
    byEnvelope.put(envelope, arrow);
    return arrow;
  }
}
