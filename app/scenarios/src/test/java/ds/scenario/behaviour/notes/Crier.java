package ds.scenario.behaviour.notes;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftMessage.Propose;
import java.util.List;

/// Sends notes to all servers at set times, each once: whoever takes itself for the leader takes
/// them.
public final class Crier implements Node<RaftMessage> {

  /// When to send how many notes.
  ///
  /// @param from when the first is sent, in milliseconds
  /// @param every how long it is from one to the next, in milliseconds; 0 for all at once
  /// @param size of each note
  public record Call(long from, int count, long every, int size) {

    /// So many small notes, all at once.
    public static Call burst(long from, int count) {
      return new Call(from, count, 0, 64);
    }

    /// Small notes, one after the other.
    public static Call series(long from, int count, long every) {
      return new Call(from, count, every, 64);
    }
  }

  private record Due(Call call, int done) implements Timer {}

  private final List<NodeId> servers;
  private final List<Call> calls;
  private long number;

  public Crier(List<NodeId> servers, List<Call> calls) {
    this.servers = List.copyOf(servers);
    this.calls = List.copyOf(calls);
  }

  @Override
  public void on(Event<RaftMessage> event, Context<RaftMessage> context) {
    switch (event) {
      case Event.Started<RaftMessage> _ -> calls.forEach(call -> wait(call, 0, call.from, context));
      case Event.TimerFired<RaftMessage>(Due(var call, int done)) -> cry(call, done, context);
      case Event.TimerFired<RaftMessage> _, Event.Received<RaftMessage> _ -> {}
    }
  }

  private static void wait(Call call, int done, long millis, Context<RaftMessage> context) {
    context.arm(new Due(call, done), millis * MILLISECOND, millis * MILLISECOND);
  }

  private void cry(Call call, int done, Context<RaftMessage> context) {
    int now = call.every == 0 ? call.count : 1;
    for (int i = 0; i < now; i++) {
      Note note = new Note(context.self(), ++number, call.size);
      servers.forEach(server -> context.send(server, new Propose(note)));
    }
    if (done + now < call.count) {
      wait(call, done + now, call.every, context);
    }
  }
}
