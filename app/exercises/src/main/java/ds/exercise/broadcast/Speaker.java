package ds.exercise.broadcast;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.broadcast.BroadcastMessage.Broadcast;
import ds.exercise.broadcast.BroadcastMessage.Stored;
import java.util.List;
import java.util.TreeSet;

/// A client that has values to broadcast, each through some server.
final class Speaker implements Node<BroadcastMessage> {

  /// What wakes a speaker.
  enum SpeakerTimer implements Timer {
    NEXT,
    ASK_AGAIN
  }

  private static final long VALUES_MAX = 1_000;
  private static final long LUCK = 1_000;

  /// How often a speaker wakes up when all is stored, so that somebody notices what is amiss.
  private static final int TIMES_AFTER = 20;

  private final List<NodeId> servers;
  private final Pace pace;

  /// Tells this speaker's values from those of others.
  private final long number;

  private final TreeSet<Long> open = new TreeSet<>();
  private int said;
  private int quiet;

  Speaker(NodeId self, List<NodeId> servers, Pace pace) {
    this.servers = servers;
    this.pace = pace;
    this.number = Long.parseLong(self.name().substring(1));
  }

  @Override
  public void on(Event<BroadcastMessage> event, Context<BroadcastMessage> context) {
    switch (event) {
      case Started<BroadcastMessage> _ -> {
        context.arm(SpeakerTimer.NEXT, pace.start(), pace.start() + pace.pause());
        context.arm(SpeakerTimer.ASK_AGAIN, pace.patience(), pace.patience());
      }
      case TimerFired<BroadcastMessage>(SpeakerTimer timer) -> onTimer(timer, context);
      case TimerFired<BroadcastMessage> _ -> {} // a speaker has no other timer
      case Received(var _, Stored(long value)) -> open.remove(value);
      case Received<BroadcastMessage> _ -> {}
    }
  }

  private void onTimer(SpeakerTimer timer, Context<BroadcastMessage> context) {
    switch (timer) {
      case NEXT -> next(context);
      case ASK_AGAIN -> askAgain(context);
    }
  }

  /// Nobody can guess a value who has not heard it.
  private void next(Context<BroadcastMessage> context) {
    said++;
    long value = (number * VALUES_MAX + said) * LUCK + context.random(LUCK);
    open.add(value);
    say(value, context);
    if (said < pace.values()) {
      context.arm(SpeakerTimer.NEXT, pace.pause() * 9 / 10, pace.pause() * 11 / 10);
    }
  }

  private void askAgain(Context<BroadcastMessage> context) {
    open.forEach(value -> say(value, context));
    quiet = open.isEmpty() && said == pace.values() ? quiet + 1 : 0;
    if (quiet < TIMES_AFTER) {
      context.arm(SpeakerTimer.ASK_AGAIN, pace.patience(), pace.patience());
    }
  }

  private void say(long value, Context<BroadcastMessage> context) {
    context.send(servers.get((int) context.random(servers.size())), new Broadcast(value));
  }
}
