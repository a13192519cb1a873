package ds.runtime.recorder.replay;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import ds.core.Timer;
import ds.runtime.recorder.form.EffectDigest;
import ds.runtime.recorder.form.RecordedStep;
import ds.runtime.recorder.form.RecordedStep.Happening;
import ds.runtime.recorder.form.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lives a recorded life once more, step by step, with a node that is equal to the recorded one:
/// what happens to it comes from the recording, and what it does is compared.
public final class Rerun<M> {

  private final Recording recording;
  private final Script<M> script;
  private final Node<M> node;
  private final NodeId self;
  private final EffectDigest<M> digest;

  /// Timers that are armed, by the number of their arming, and the other way round.
  private final Map<Long, Timer> armings = new HashMap<>();

  private final Map<Timer, Long> armed = new HashMap<>();
  private long armCount;

  private long number;

  // Of the node's clock: at the first step, and at the last one.
  private final long begin;
  private long time;

  private Optional<RecordedStep<M>> ahead;

  /// @param node just made, of the settings that the recording's origin tells
  public Rerun(Recording recording, Script<M> script, Node<M> node) throws IOException {
    this.recording = recording;
    this.script = script;
    this.node = node;
    this.self = recording.origin().id();
    this.digest = new EffectDigest<>(script);
    this.ahead = recording.next(script);
    this.begin = ahead.map(RecordedStep::since).orElse(0L);
  }

  /// What is to happen next, if the recording goes on.
  public Optional<Happening<M>> next() {
    return ahead.map(RecordedStep::happening);
  }

  /// When it happened, in nanoseconds since 1970.
  public long nextTime() {
    return since1970(time + ahead.map(RecordedStep::since).orElse(0L));
  }

  private long since1970(long moment) {
    return recording.origin().epoch() + (moment - begin);
  }

  /// Has the node take the next step.
  ///
  /// @throws IOException if the recording cannot be read
  public Replayed<M> step() throws IOException {
    RecordedStep<M> recorded = ahead.orElseThrow();
    number++;
    time += recorded.since();
    var context = new Answers(recorded.draws());
    Event<M> event = event(recorded.happening());
    Optional<String> trouble = take(event, context, recorded.failure());
    var difference =
        Difference.between(recorded, context.digests, context.effects, trouble.or(context::rest));
    ahead = recording.next(script);
    return new Replayed<>(
        number, since1970(time), new Step<>(self, event, List.copyOf(context.effects)), difference);
  }

  private Event<M> event(Happening<M> happening) {
    return switch (happening) {
      case Happening.Started<M>() -> new Event.Started<>(recording.recovered(script.records()));
      case Happening.Received<M>(var from, M message) -> new Event.Received<>(from, message);
      case Happening.TimerFired<M>(long arming) -> {
        Timer timer = armings.getOrDefault(arming, new Unarmed(arming));
        disarm(timer);
        yield new Event.TimerFired<>(timer);
      }
    };
  }

  /// Hands the node an event.
  ///
  /// @param expected the class of what it threw when it was recorded, or empty
  /// @return what went otherwise, if anything did
  private Optional<String> take(Event<M> event, Context<M> context, String expected)
      throws IOException {
    if (event instanceof Event.TimerFired<M>(Unarmed(long arming))) {
      return Optional.of("timer " + arming + " runs out, which is not armed");
    }
    try {
      node.on(event, context);
      return expected.isEmpty()
          ? Optional.empty()
          : Optional.of("it had thrown " + expected + ", and has not now");
    } catch (OtherwiseException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      return e.getClass().getName().equals(expected)
          ? Optional.empty()
          : Optional.of("it throws " + e + (expected.isEmpty() ? "" : ", not " + expected));
    }
  }

  private void arm(Timer timer) {
    disarm(timer);
    armCount++;
    armed.put(timer, armCount);
    armings.put(armCount, timer);
  }

  private void disarm(Timer timer) {
    Long arming = armed.remove(timer);
    if (arming != null) {
      armings.remove(arming);
    }
  }

  /// The node asks for what it had not asked for.
  private static final class OtherwiseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OtherwiseException(String message) {
      super(message, null, false, false);
    }
  }

  /// Stands for a timer that runs out in the recording and is not armed here.
  private record Unarmed(long arming) implements Timer {}

  /// Answers as the world did, and takes down what is asked of it.
  private final class Answers implements Context<M> {

    private final long[] draws;
    private int drawn;
    private final List<Effect<M>> effects = new ArrayList<>();
    private final List<Long> digests = new ArrayList<>();

    Answers(long[] draws) {
      this.draws = draws;
    }

    /// What the node had asked for, and has not now.
    Optional<String> rest() {
      return drawn == draws.length
          ? Optional.empty()
          : Optional.of(
              "it asks for the time or for luck %d times, not %d".formatted(drawn, draws.length));
    }

    /// @param kind in the lowest bit of the answer
    private long draw(int kind) {
      if (drawn == draws.length || (draws[drawn] & 1) != kind) {
        throw new OtherwiseException(
            kind == 0
                ? "it asks for the time, which it had not"
                : "it asks for a random number, which it had not");
      }
      return draws[drawn++];
    }

    private void did(Effect<M> effect) {
      effects.add(effect);
      digests.add(digest.of(effect));
    }

    @Override
    public NodeId self() {
      return self;
    }

    @Override
    public long now() {
      return time + (draw(0) >> 1);
    }

    @Override
    public long random(long bound) {
      return draw(1) >>> 1;
    }

    @Override
    public void send(NodeId to, M message) {
      did(new Effect.Send<>(to, message));
    }

    @Override
    public void arm(Timer timer, long min, long max) {
      did(new Effect.Arm<>(timer, min, max));
      Rerun.this.arm(timer);
    }

    @Override
    public void disarm(Timer timer) {
      did(new Effect.Disarm<>(timer));
      Rerun.this.disarm(timer);
    }

    @Override
    public void persist(Durable record) {
      did(new Effect.Persist<>(record));
    }

    @Override
    public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
      did(new Effect.Checkpoint<>(pieces, keep));
    }

    @Override
    public void compact(Iterable<? extends Durable> pieces, int keep) {
      did(new Effect.Compact<>(pieces, keep));
    }

    @Override
    public void report(Fact fact) {
      did(new Effect.Report<>(fact));
    }
  }
}
