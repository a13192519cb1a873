package ds.scenario.behaviour.notes;

import ds.core.Context;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.chance.Span;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftMessage.Propose;
import java.util.List;

/// Writes one note after the other, and sends each to all servers again and again until one of them
/// says that it is kept.
public final class Author implements Node<RaftMessage> {

  /// A note of this author is kept.
  public record Thanked(Note note) implements Fact {}

  private enum AuthorTimer implements Timer {
    NEXT,
    AGAIN
  }

  private static final Span PATIENCE = Span.millis(200, 400);
  private static final int SIZE = 64;

  private final List<NodeId> servers;
  private final Span pause;
  private long number;
  private boolean waiting;

  /// @param pause from one note's being kept to the next note
  public Author(List<NodeId> servers, Span pause) {
    this.servers = List.copyOf(servers);
    this.pause = pause;
  }

  @Override
  public void on(Event<RaftMessage> event, Context<RaftMessage> context) {
    switch (event) {
      case Event.Started<RaftMessage> _ -> wait(AuthorTimer.NEXT, pause, context);
      case Event.TimerFired<RaftMessage>(var timer) when timer == AuthorTimer.NEXT -> {
        number++;
        send(context);
      }
      case Event.TimerFired<RaftMessage> _ -> send(context);
      case Event.Received<RaftMessage>(var _, Propose(Note note)) -> onKept(note, context);
      case Event.Received<RaftMessage> _ -> {}
    }
  }

  private static void wait(AuthorTimer timer, Span time, Context<RaftMessage> context) {
    context.arm(timer, time.min(), time.max());
  }

  private void send(Context<RaftMessage> context) {
    Note note = new Note(context.self(), number, SIZE);
    servers.forEach(server -> context.send(server, new Propose(note)));
    waiting = true;
    wait(AuthorTimer.AGAIN, PATIENCE, context);
  }

  private void onKept(Note note, Context<RaftMessage> context) {
    if (waiting && note.number() == number) { // else it is another copy
      waiting = false;
      context.report(new Thanked(note));
      context.disarm(AuthorTimer.AGAIN);
      wait(AuthorTimer.NEXT, pause, context);
    }
  }
}
