package ds.runtime.contract;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.MappedContext;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.runtime.contract.Actor.Bell;
import ds.runtime.contract.Actor.Said;
import ds.runtime.contract.Actor.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A way in which a world may be broken, as its nodes see it.
///
/// @param planted for each new world, what is made of its actors
record Flaw(String name, Supplier<UnaryOperator<Node<Word>>> planted) {

  static final List<Flaw> ALL =
      List.of(
          bending(
              "forgets records",
              outer ->
                  new Bent(outer) {
                    @Override
                    public void persist(Durable record) {
                      // It is nowhere.
                    }
                  }),
          bending(
              "hoards records",
              outer ->
                  new Bent(outer) {
                    @Override
                    public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
                      pieces.forEach(this::persist);
                    }
                  }),
          bending(
              "keeps one record less",
              outer ->
                  new Bent(outer) {
                    @Override
                    public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
                      super.checkpoint(pieces, Math.max(0, keep - 1));
                    }
                  }),
          bending(
              "waits for no checkpoint",
              outer ->
                  new Bent(outer) {
                    @Override
                    public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
                      compact(pieces, keep);
                    }
                  }),
          bending(
              "waits for compactions",
              outer ->
                  new Bent(outer) {
                    @Override
                    public void compact(Iterable<? extends Durable> pieces, int keep) {
                      checkpoint(pieces, keep);
                    }
                  }),
          bending(
              "pulls twice",
              outer ->
                  new Bent(outer) {
                    @Override
                    public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
                      pieces.forEach(_ -> {});
                      super.checkpoint(pieces, keep);
                    }
                  }),
          bending(
              "doubles messages",
              outer ->
                  new Bent(outer) {
                    @Override
                    public void send(NodeId to, Word message) {
                      super.send(to, message);
                      super.send(to, message);
                    }
                  }),
          bending(
              "cuts messages off",
              outer ->
                  new Bent(outer) {
                    @Override
                    public void send(NodeId to, Word message) {
                      String text = ((Said) message).text();
                      super.send(to, new Said(text.substring(0, Math.min(text.length(), 1 << 20))));
                    }
                  }),
          bending(
              "returns what is for nobody",
              outer ->
                  new Bent(outer) {
                    @Override
                    public void send(NodeId to, Word message) {
                      super.send(to.name().equals("nobody") ? self() : to, message);
                    }
                  }),
          bending(
              "rings early",
              outer ->
                  new Bent(outer) {
                    @Override
                    public void arm(Timer timer, long min, long max) {
                      super.arm(timer, min * 9 / 10, max * 9 / 10);
                    }
                  }),
          bending(
              "rings in another order",
              outer ->
                  new Bent(outer) {
                    @Override
                    public void arm(Timer timer, long min, long max) {
                      super.arm(timer, 10 * MILLISECOND - min, 10 * MILLISECOND - max);
                    }
                  }),
          bending(
              "never disarms",
              outer ->
                  new Bent(outer) {
                    @Override
                    public void disarm(Timer timer) {
                      // It will ring.
                    }
                  }),
          new Flaw("mistakes senders", Flaw::mistakingSenders),
          new Flaw("sends before it writes", Flaw::sendingBeforeWriting),
          new Flaw("hasty", Flaw::hasty),
          new Flaw("deaf after a restart", Flaw::deafAfterARestart),
          new Flaw("remembers timers", Flaw::remembersTimers),
          new Flaw("rings once for all", Flaw::ringsOnceForAll),
          new Flaw("piles up timers", Flaw::pilesUpTimers));

  /// A context that does something else than it is asked.
  private static class Bent extends MappedContext<Word, Word> {

    Bent(Context<Word> outer) {
      super(outer, UnaryOperator.identity());
    }
  }

  /// A flaw in what is done with what nodes ask for.
  private static Flaw bending(String name, UnaryOperator<Context<Word>> bend) {
    return new Flaw(name, () -> actor -> (event, context) -> actor.on(event, bend.apply(context)));
  }

  // Flaws in what nodes are told, or in the order of what they ask for.

  static UnaryOperator<Node<Word>> mistakingSenders() {
    return actor ->
        (event, context) ->
            actor.on(
                event instanceof Received(_, Said said)
                    ? new Received<>(context.self(), said)
                    : event,
                context);
  }

  static UnaryOperator<Node<Word>> sendingBeforeWriting() {
    return actor ->
        (event, context) -> {
          List<Durable> records = new ArrayList<>();
          actor.on(
              event,
              new Bent(context) {
                @Override
                public void persist(Durable record) {
                  records.add(record);
                }
              });
          records.forEach(context::persist);
        };
  }

  /// What needs no time happens within the step that asks for it.
  static UnaryOperator<Node<Word>> hasty() {
    return actor -> (event, context) -> actor.on(event, hasty(actor, context));
  }

  private static Context<Word> hasty(Node<Word> actor, Context<Word> context) {
    return new Bent(context) {
      @Override
      public void send(NodeId to, Word message) {
        if (to.equals(self())) {
          actor.on(new Received<>(to, message), this);
        } else {
          super.send(to, message);
        }
      }

      @Override
      public void arm(Timer timer, long min, long max) {
        if (max == 0) {
          actor.on(new TimerFired<>(timer), this);
        } else {
          super.arm(timer, min, max);
        }
      }
    };
  }

  /// A node that was started again hears nobody.
  static UnaryOperator<Node<Word>> deafAfterARestart() {
    Set<NodeId> started = new HashSet<>();
    Set<NodeId> deaf = new HashSet<>();
    return actor ->
        (event, context) -> {
          NodeId self = context.self();
          if (event instanceof Started<Word> && !started.add(self)) {
            deaf.add(self);
          }
          if (!deaf.contains(self) || !(event instanceof Received(_, Said _))) {
            actor.on(event, context);
          }
        };
  }

  /// Timers of an earlier life ring in the next one.
  static UnaryOperator<Node<Word>> remembersTimers() {
    Set<Timer> armed = new HashSet<>();
    return actor ->
        (event, context) -> {
          if (event instanceof Started<Word>) {
            armed.forEach(timer -> context.arm(timer, 0, 0));
          }
          actor.on(
              event,
              new Bent(context) {
                @Override
                public void arm(Timer timer, long min, long max) {
                  armed.add(timer);
                  super.arm(timer, min, max);
                }
              });
        };
  }

  /// Each timer rings once and never again.
  static UnaryOperator<Node<Word>> ringsOnceForAll() {
    Set<Timer> rung = new HashSet<>();
    return actor ->
        (event, context) -> {
          if (!(event instanceof TimerFired<Word>(var timer)) || rung.add(timer)) {
            actor.on(event, context);
          }
        };
  }

  /// A timer that is armed anew rings as often as it was armed.
  static UnaryOperator<Node<Word>> pilesUpTimers() {
    List<Bell> bells = new ArrayList<>();
    return actor ->
        (event, context) -> {
          Event<Word> known =
              event instanceof TimerFired<Word>(Bell(var number))
                  ? new TimerFired<>(bells.get(Integer.parseInt(number)))
                  : event;
          actor.on(
              known,
              new Bent(context) {
                @Override
                public void arm(Timer timer, long min, long max) {
                  super.arm(new Bell("" + bells.size()), min, max);
                  bells.add((Bell) timer);
                }
              });
        };
  }
}
