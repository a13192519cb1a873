package ds.exercise.ping;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.exercise.ping.PingMessage.Ping;
import ds.exercise.ping.PingMessage.Pong;

/// Answers every question it hears, each time it hears it.
final class Ponger implements Node<PingMessage> {

  @Override
  public void on(Event<PingMessage> event, Context<PingMessage> context) {
    switch (event) {
      case Received(var from, Ping(var number)) -> context.send(from, new Pong(number));
      case Received(var _, Pong _) -> {} // nobody has asked for it
      case Started<PingMessage> _ -> {}
      case TimerFired<PingMessage> _ -> {}
    }
  }
}
