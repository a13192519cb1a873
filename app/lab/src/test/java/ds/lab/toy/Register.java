package ds.lab.toy;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.chance.Span;
import ds.lab.fault.LinkProfile;
import ds.lab.history.Model;
import ds.lab.scenario.Caller;
import ds.lab.scenario.HistoryFact;
import ds.lab.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/// A number on two servers. Clients write to both and read from either, so a reader may see an old
/// number after another one saw the new: a history that only a judge can tell is wrong.
public final class Register {

  /// | asks           | answers          |
  /// |----------------|------------------|
  /// | client [Write] | server [Written] |
  /// | client [Read]  | server [Value]   |
  public sealed interface RegisterMessage {
    record Write(int number) implements RegisterMessage {}

    record Written(int number) implements RegisterMessage {}

    record Read(int attempt) implements RegisterMessage {}

    record Value(int attempt, int number) implements RegisterMessage {}
  }

  /// What a client asks the register.
  sealed interface Input {
    record Put(int number) implements Input {}

    record Get() implements Input {}
  }

  enum ClientTimer implements Timer {
    NEXT
  }

  private record Latest() implements Model<Integer, Input, Integer> {
    @Override
    public Integer initial() {
      return 0;
    }

    @Override
    public Optional<Integer> step(Integer state, Input input, Integer output) {
      return switch (input) {
        case Input.Put(int number) -> Optional.of(number);
        case Input.Get _ -> state.equals(output) ? Optional.of(state) : Optional.empty();
      };
    }

    @Override
    public Integer unseen(Integer state, Input input) {
      return input instanceof Input.Put(int number) ? Integer.valueOf(number) : state;
    }
  }

  private Register() {}

  public static Scenario<RegisterMessage> scenario() {
    return Scenario.<RegisterMessage>named("register")
        .servers(2, (_, _) -> new Server())
        .clients(3, Client::new)
        .network(LinkProfile.LAN.delaying(Span.millis(1, 20)))
        .calmAt(100)
        .lasting(200)
        .linearizable(new Latest());
  }

  private static final class Server implements Node<RegisterMessage> {
    private int held;

    @Override
    public void on(Event<RegisterMessage> event, Context<RegisterMessage> context) {
      if (event instanceof Event.Received<RegisterMessage>(var from, var message)) {
        switch (message) {
          case RegisterMessage.Write(int number) -> {
            held = number;
            context.send(from, new RegisterMessage.Written(number));
          }
          case RegisterMessage.Read(int attempt) ->
              context.send(from, new RegisterMessage.Value(attempt, held));
          case RegisterMessage.Written _, RegisterMessage.Value _ -> {}
        }
      }
    }
  }

  /// The first client writes, the others read.
  private static final class Client implements Node<RegisterMessage>, Caller {
    private static final NodeId WRITER = new NodeId("c1");
    private static final List<Usage> USAGES =
        List.of(
            new Usage(
                "put NUMBER",
                words -> Usage.number(words.getFirst()).map(it -> new Input.Put(it.intValue()))),
            Usage.of("get", _ -> new Input.Get()));
    private final List<NodeId> servers;
    private final boolean isWriter;
    private int attempt;
    private boolean waiting;

    Client(NodeId self, List<NodeId> servers) {
      this.servers = servers;
      this.isWriter = self.equals(WRITER);
    }

    @Override
    public void on(Event<RegisterMessage> event, Context<RegisterMessage> context) {
      switch (event) {
        case Event.Started<RegisterMessage> _ -> rest(context);
        case Event.TimerFired<RegisterMessage>(ChosenCall(Input chosen)) -> {
          context.disarm(ClientTimer.NEXT);
          call(chosen, context);
        }
        case Event.TimerFired<RegisterMessage> _ ->
            call(isWriter ? new Input.Put(attempt + 1) : new Input.Get(), context);
        case Event.Received<RegisterMessage>(_, RegisterMessage.Written(int number)) ->
            hear(number, number, context);
        case Event.Received<RegisterMessage>(_, RegisterMessage.Value(int asked, int number)) ->
            hear(asked, number, context);
        case Event.Received<RegisterMessage> _ -> {}
      }
    }

    private void call(Input input, Context<RegisterMessage> context) {
      attempt++;
      waiting = true;
      context.report(new HistoryFact.Invoked(input));
      if (input instanceof Input.Put(int number)) {
        attempt = number;
        servers.forEach(server -> context.send(server, new RegisterMessage.Write(number)));
      } else {
        NodeId server = servers.get((int) context.random(servers.size()));
        context.send(server, new RegisterMessage.Read(attempt));
      }
    }

    @Override
    public List<Usage> usages() {
      return USAGES;
    }

    @Override
    public boolean isFree() {
      return !waiting;
    }

    private void hear(int asked, int number, Context<RegisterMessage> context) {
      if (waiting && asked == attempt) {
        waiting = false;
        context.report(new HistoryFact.Returned(number));
        rest(context);
      }
    }

    private static void rest(Context<RegisterMessage> context) {
      context.arm(ClientTimer.NEXT, 0, 10 * Context.MILLISECOND);
    }
  }
}
