package ds.runtime.recorder;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.Timer;
import ds.runtime.codec.ByteWriter;
import ds.runtime.recorder.form.EffectDigest;
import ds.runtime.recorder.form.EntryKind;
import ds.runtime.recorder.form.Script;
import ds.runtime.recorder.form.StepWriter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/// A node that is recorded: it does what the node inside does, and tells a [Tape] what the world
/// has told the node, and in a few bytes what the node has done about it.
///
/// Whatever fails in this is the recording's trouble and never the node's.
///
/// Everything is encoded here, on the node's loop: so what waits to be written has a known size,
/// and nothing is kept from the heap's sweeper that the node is done with.
final class Taped<M> implements Node<M> {

  private final Node<M> node;
  private final Script<M> script;
  private final Tape tape;
  private final EffectDigest<M> digest;
  private final StepWriter step = new StepWriter();

  /// A timer is recorded as the number of its arming in this life, so it need not be encoded.
  private final Map<Timer, Long> armings = new HashMap<>();

  private long armed;
  private long steps;
  private long lastTime;

  Taped(Node<M> node, Script<M> script, Tape tape) {
    this.node = node;
    this.script = script;
    this.tape = tape;
    this.digest = new EffectDigest<>(script);
  }

  @Override
  public void on(Event<M> event, Context<M> context) {
    if (tape.isOver()) {
      node.on(event, context);
      return;
    }
    steps++;
    long now = context.now();
    note(() -> begin(event, now - lastTime));
    lastTime = now;
    try {
      node.on(handed(event), new Recording(context));
      finish("");
    } catch (RuntimeException | Error e) {
      finish(e.getClass().getName());
      throw e;
    }
  }

  /// Writes something down, or gives the recording up.
  private void note(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException e) {
      tape.spoil("something cannot be written down: " + e.getMessage());
    }
  }

  private void begin(Event<M> event, long since) {
    step.begin(since);
    switch (event) {
      case Started<M> _ -> step.started();
      case Received<M>(var from, M message) ->
          script.messages().encode(message, step.received(from.name()));
      case TimerFired<M>(var timer) -> step.timerFired(armings.getOrDefault(timer, 0L));
    }
  }

  /// What the node is handed: at its start, records that are written down while it reads them.
  private Event<M> handed(Event<M> event) {
    return event instanceof Started<M>(var recovered)
        ? new Started<>(() -> new Recovering(recovered.iterator()))
        : event;
  }

  private void finish(String failure) {
    note(() -> {
      ByteWriter bytes = step.end(failure);
      tape.put(EntryKind.STEP, steps, bytes.array(), bytes.length());
    });
  }

  private final class Recovering implements Iterator<Durable> {

    private final Iterator<? extends Durable> source;
    private final ByteWriter bytes = new ByteWriter();

    Recovering(Iterator<? extends Durable> source) {
      this.source = source;
    }

    @Override
    public boolean hasNext() {
      return source.hasNext();
    }

    @Override
    public Durable next() {
      Durable record = source.next();
      note(() -> write(record));
      return record;
    }

    private void write(Durable record) {
      bytes.reset();
      script.records().encode(record, bytes);
      tape.putAndWait(EntryKind.RECOVERED, steps, bytes.array(), bytes.length());
    }
  }

  /// The context, which takes note of what passes through.
  private final class Recording extends TellingContext<M> {

    Recording(Context<M> outer) {
      super(outer);
    }

    @Override
    void did(Effect<M> effect) {
      note(() -> step.effect(digest.of(effect)));
    }

    @Override
    public long now() {
      long now = super.now();
      step.clock(now - lastTime);
      return now;
    }

    @Override
    public long random(long bound) {
      long drawn = super.random(bound);
      step.drawn(drawn);
      return drawn;
    }

    @Override
    public void arm(Timer timer, long min, long max) {
      armed++;
      armings.put(timer, armed);
      super.arm(timer, min, max);
    }

    @Override
    public void disarm(Timer timer) {
      armings.remove(timer);
      super.disarm(timer);
    }
  }
}
