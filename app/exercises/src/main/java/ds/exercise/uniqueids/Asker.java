package ds.exercise.uniqueids;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.uniqueids.UniqueIdsMessage.Generate;
import java.util.List;

/// A client that wishes for two ids at a time, from one server or another.
///
/// It asks at whole hundredths of a second, so on a network of one speed requests reach a server in
/// the same instant as others do, and clocks that jump by hundredths show times they have shown
/// before.
final class Asker implements Node<UniqueIdsMessage> {

  static final long PAUSE = 10 * MILLISECOND;

  /// How often it asks.
  private static final int TIMES = 60;

  /// How often it wakes up afterwards, so that somebody notices when no answer comes.
  private static final int TIMES_AFTER = 120;

  private enum AskerTimer implements Timer {
    ASK
  }

  private final List<NodeId> servers;
  private int times;
  private long request;

  Asker(List<NodeId> servers) {
    this.servers = servers;
  }

  @Override
  public void on(Event<UniqueIdsMessage> event, Context<UniqueIdsMessage> context) {
    switch (event) {
      case Started<UniqueIdsMessage> _ -> context.arm(AskerTimer.ASK, PAUSE, PAUSE);
      case TimerFired<UniqueIdsMessage> _ -> ask(context);
      case Received<UniqueIdsMessage> _ -> {} // the judges read the answer
    }
  }

  private void ask(Context<UniqueIdsMessage> context) {
    times++;
    if (times <= TIMES) {
      NodeId server = servers.get((int) context.random(servers.size()));
      context.send(server, new Generate(++request));
      context.send(server, new Generate(++request));
    }
    if (times < TIMES + TIMES_AFTER) {
      context.arm(AskerTimer.ASK, PAUSE, PAUSE);
    }
  }
}
