package ds.exercise.clocks;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.clocks.ClocksMessage.Tell;
import ds.exercise.clocks.ClocksMessage.Work;
import java.util.List;

/// A client that makes servers work, and tell each other.
final class Prompter implements Node<ClocksMessage> {

  private static final int TIMES = 40;
  private static final long NOTES_MAX = 1_000;

  private enum PrompterTimer implements Timer {
    PROMPT
  }

  private final List<NodeId> servers;

  /// Tells this client's notes from those of others.
  private final long number;

  private int times;

  Prompter(NodeId self, List<NodeId> servers) {
    this.servers = servers;
    this.number = Long.parseLong(self.name().substring(1));
  }

  @Override
  public void on(Event<ClocksMessage> event, Context<ClocksMessage> context) {
    switch (event) {
      case Started<ClocksMessage> _ -> rest(context);
      case TimerFired<ClocksMessage> _ -> {
        prompt(context);
        if (times < TIMES) {
          rest(context);
        }
      }
      case Event.Received<ClocksMessage> _ -> {} // nobody answers
    }
  }

  private void rest(Context<ClocksMessage> context) {
    context.arm(PrompterTimer.PROMPT, 5 * MILLISECOND, 20 * MILLISECOND);
  }

  private void prompt(Context<ClocksMessage> context) {
    times++;
    int server = (int) context.random(servers.size());
    int further = (int) context.random(servers.size());
    NodeId to = servers.get((server + further) % servers.size());
    context.send(
        servers.get(server), further == 0 ? new Work() : new Tell(number * NOTES_MAX + times, to));
  }
}
