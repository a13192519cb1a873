package ds.lab.world;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import java.util.ArrayList;
import java.util.List;

/// A node for tests of worlds: it does as it is told, and remembers in the open what it saw.
public final class Diary implements Node<Diary.Order> {

  /// What a diary can be told.
  public sealed interface Order {

    /// To be remembered.
    record Note(int number) implements Order {}

    /// To be persisted, and then confirmed to `to`.
    record Keep(int number, NodeId to) implements Order {}

    /// To be sent on, without persisting anything.
    record Pass(int number, NodeId to) implements Order {}

    /// To be checkpointed alone.
    record Condense(int number) implements Order {}

    /// Arms the alarm clock.
    record Wake(long min, long max) implements Order {}

    /// To throw an exception.
    record Fail() implements Order {}
  }

  /// What a diary persists.
  public record Entry(int number) implements Durable {}

  /// What a diary states: the note, and what its clock showed.
  public record Saw(int number, long clock) implements Fact {}

  /// The one timer there is.
  public enum Bell implements Timer {
    RINGS
  }

  /// All notes so far; a ring is noted as 0.
  public final List<Integer> notes = new ArrayList<>();

  /// What was recovered at the start.
  public final List<Integer> recovered = new ArrayList<>();

  /// What the clock showed at each event.
  public final List<Long> clock = new ArrayList<>();

  @Override
  public void on(Event<Order> event, Context<Order> context) {
    clock.add(context.now());
    switch (event) {
      case Event.Started<Order>(var records) -> {
        for (Durable entry : records) {
          recovered.add(((Entry) entry).number());
        }
      }
      case Event.TimerFired<Order> _ -> note(0, context);
      case Event.Received<Order>(var _, Order order) -> obey(order, context);
    }
  }

  private void obey(Order order, Context<Order> context) {
    switch (order) {
      case Order.Note(int number) -> note(number, context);
      case Order.Keep(int number, var to) -> {
        context.persist(new Entry(number));
        context.send(to, new Order.Note(number));
      }
      case Order.Pass(int number, var to) -> context.send(to, new Order.Note(number));
      case Order.Condense(int number) -> context.checkpoint(List.of(new Entry(number)), 0);
      case Order.Wake(long min, long max) -> context.arm(Bell.RINGS, min, max);
      case Order.Fail() -> throw new IllegalStateException("told to fail");
    }
  }

  private void note(int number, Context<Order> context) {
    notes.add(number);
    context.report(new Saw(number, context.now()));
  }
}
