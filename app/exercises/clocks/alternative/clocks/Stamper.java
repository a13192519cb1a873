package clocks;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.exercise.clocks.ClocksMessage;
import ds.exercise.clocks.ClocksMessage.Note;
import ds.exercise.clocks.ClocksMessage.Tell;
import ds.exercise.clocks.ClocksMessage.Work;
import ds.exercise.clocks.Stamp;
import ds.exercise.clocks.Stamped;

/// Does what clients say, and stamps it with whatever clock it has.
final class Stamper implements Node<ClocksMessage> {

  private final Clock clock;

  Stamper(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void on(Event<ClocksMessage> event, Context<ClocksMessage> context) {
    switch (event) {
      case Started(_), TimerFired(_) -> {}
      case Received(_, Work _) -> stamp(context);
      case Received(_, Tell(long note, var to)) -> context.send(to, new Note(note, stamp(context)));
      case Received(_, Note(_, var sent)) -> {
        clock.hear(sent);
        stamp(context);
      }
      case Received(_, _) -> {} // for a historian
    }
  }

  private Stamp stamp(Context<ClocksMessage> context) {
    Stamp stamp = clock.next(context.now());
    context.report(new Stamped(stamp));
    return stamp;
  }
}
