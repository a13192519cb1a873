package ds.lab.toy;

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
import ds.lab.chance.Span;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Invariant;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.world.World;
import java.util.Optional;
import java.util.TreeSet;

/// A lock server and its clients. What the server promises it may forget in a crash: the smallest
/// system in which something can go wrong.
public final class Locking {

  /// What a server does with its promise.
  public enum Memory {
    PERSISTENT,
    /// It keeps it in memory.
    FORGETFUL,
    /// It persists it, and believes that no message comes twice.
    CREDULOUS
  }

  /// | asks             | answers   |
  /// |------------------|-----------|
  /// | client [Acquire] | [Granted] |
  /// | client [Release] | nobody    |
  public sealed interface LockMessage {
    record Acquire(int attempt) implements LockMessage {}

    record Granted(int attempt) implements LockMessage {}

    record Release(int attempt) implements LockMessage {}
  }

  /// What clients state.
  public sealed interface LockFact extends Fact {
    record Entered() implements LockFact {}

    record Left() implements LockFact {}
  }

  enum LockTimer implements Timer {
    RETRY,
    LEAVE
  }

  /// @param attempt of the holder: a release that comes late must not undo a later grant
  private record Holder(Optional<NodeId> node, int attempt) implements Durable {
    static final Holder NOBODY = new Holder(Optional.empty(), 0);

    boolean admits(NodeId other) {
      return node.isEmpty() || node.get().equals(other);
    }
  }

  private Locking() {}

  /// Three clients on a bad network, and a server that crashes now and then.
  public static Scenario<LockMessage> scenario(Memory memory) {
    Scenario<LockMessage> cast =
        Scenario.<LockMessage>named("locking")
            .servers(1, (_, _) -> new Server(memory))
            .clients(3, (_, servers) -> new Client(servers.getFirst()))
            .network(
                LinkProfile.LAN
                    .losing(LinkProfile.PERCENT)
                    .duplicating(LinkProfile.PERCENT)
                    .delaying(Span.millis(1, 5)))
            .disk(Span.millis(0, 2));
    Rhythm rhythm = new Rhythm(Span.millis(100, 300), Span.millis(10, 50));
    return cast.nemesis(Nemeses.crashes(rhythm, cast.serverIds()))
        .calmAt(1_000)
        .lasting(1_500)
        .always("mutual exclusion", Exclusion::new)
        .sometimes("somebody enters", (_, step) -> states(step, new LockFact.Entered()));
  }

  public static boolean states(Step<LockMessage> step, LockFact fact) {
    return step.effects().contains(new Effect.Report<LockMessage>(fact));
  }

  private static final class Exclusion implements Invariant<LockMessage> {
    private final TreeSet<NodeId> inside = new TreeSet<>();

    @Override
    public Optional<String> check(World<LockMessage> world, Step<LockMessage> step) {
      if (states(step, new LockFact.Left())) {
        inside.remove(step.node());
      }
      if (states(step, new LockFact.Entered())) {
        inside.add(step.node());
      }
      return inside.size() > 1 ? Optional.of(inside + " are inside") : Optional.empty();
    }
  }

  private static final class Server implements Node<LockMessage> {
    private final Memory memory;
    private Holder holder = Holder.NOBODY;

    Server(Memory memory) {
      this.memory = memory;
    }

    @Override
    public void on(Event<LockMessage> event, Context<LockMessage> context) {
      switch (event) {
        case Event.Started<LockMessage>(var recovered) ->
            recovered.forEach(record -> holder = (Holder) record);
        case Event.Received<LockMessage>(var from, LockMessage.Acquire(int attempt)) -> {
          if (holder.admits(from) && attempt >= holder.attempt()) {
            hold(new Holder(Optional.of(from), attempt), context);
            context.send(from, new LockMessage.Granted(attempt));
          }
        }
        case Event.Received<LockMessage>(var from, LockMessage.Release(int attempt)) -> {
          boolean isHolder = holder.equals(new Holder(Optional.of(from), attempt));
          Check.that(isHolder || memory != Memory.CREDULOUS, "a holder leaves once");
          if (isHolder) {
            hold(Holder.NOBODY, context);
          }
        }
        case Event.Received<LockMessage>(_, LockMessage.Granted _) -> {}
        case Event.TimerFired<LockMessage> _ -> {}
      }
    }

    private void hold(Holder next, Context<LockMessage> context) {
      holder = next;
      if (memory != Memory.FORGETFUL) {
        context.persist(holder);
      }
    }
  }

  /// Enters, leaves, and asks again.
  private static final class Client implements Node<LockMessage> {
    private final NodeId server;
    private int attempt;
    private boolean waiting;

    Client(NodeId server) {
      this.server = server;
    }

    @Override
    public void on(Event<LockMessage> event, Context<LockMessage> context) {
      switch (event) {
        case Event.Started<LockMessage> _ -> ask(context);
        case Event.TimerFired<LockMessage>(LockTimer timer) -> {
          if (timer == LockTimer.LEAVE) {
            context.report(new LockFact.Left());
            context.send(server, new LockMessage.Release(attempt));
          }
          ask(context);
        }
        case Event.TimerFired<LockMessage> _ -> {}
        case Event.Received<LockMessage>(_, LockMessage.Granted(int granted)) -> {
          if (waiting && granted == attempt) {
            waiting = false;
            context.report(new LockFact.Entered());
            context.disarm(LockTimer.RETRY);
            context.arm(LockTimer.LEAVE, 20 * Context.MILLISECOND, 40 * Context.MILLISECOND);
          }
        }
        case Event.Received<LockMessage> _ -> {}
      }
    }

    private void ask(Context<LockMessage> context) {
      waiting = true;
      attempt++;
      context.send(server, new LockMessage.Acquire(attempt));
      context.arm(LockTimer.RETRY, 10 * Context.MILLISECOND, 30 * Context.MILLISECOND);
    }
  }
}
