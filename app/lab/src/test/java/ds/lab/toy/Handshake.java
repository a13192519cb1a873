package ds.lab.toy;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import java.util.List;

/// One node greets another and waits for an answer, and says nothing again if none comes: a promise
/// that one lost message breaks.
public final class Handshake {

  /// | asks    | answers  |
  /// |---------|----------|
  /// | [Hello] | [Welcome] |
  public sealed interface HandshakeMessage {
    record Hello() implements HandshakeMessage {}

    record Welcome() implements HandshakeMessage {}
  }

  private Handshake() {}

  /// A cut at the wrong time, beside faults that do no harm.
  public static Scenario<HandshakeMessage> scenario() {
    Scenario<HandshakeMessage> cast =
        Scenario.<HandshakeMessage>named("handshake")
            .servers(2, Peer::new)
            .network(LinkProfile.LAN.losing(LinkProfile.PERCENT));
    List<NodeId> servers = cast.serverIds();
    Rhythm rhythm = new Rhythm(Span.millis(50, 100), Span.millis(1, 5));
    return cast.during(0, 50, Fault.partition(servers.subList(0, 1), servers.subList(1, 2)))
        .during(60, 70, new Fault.Skewed(servers.getFirst(), Context.MILLISECOND))
        .nemesis(Nemeses.pauses(rhythm, servers))
        .calmAt(300)
        .lasting(400)
        .eventually(
            "the greeting is answered",
            (_, step) ->
                step.event() instanceof Event.Received<HandshakeMessage>(_, var message)
                    && message instanceof HandshakeMessage.Welcome);
  }

  private static final class Peer implements Node<HandshakeMessage> {
    private final NodeId self;
    private final List<NodeId> all;

    Peer(NodeId self, List<NodeId> all) {
      this.self = self;
      this.all = all;
    }

    @Override
    public void on(Event<HandshakeMessage> event, Context<HandshakeMessage> context) {
      switch (event) {
        case Event.Started<HandshakeMessage> _ -> {
          if (self.equals(all.getFirst())) {
            context.send(all.getLast(), new HandshakeMessage.Hello());
          }
        }
        case Event.Received<HandshakeMessage>(var from, HandshakeMessage.Hello _) ->
            context.send(from, new HandshakeMessage.Welcome());
        case Event.Received<HandshakeMessage> _, Event.TimerFired<HandshakeMessage> _ -> {}
      }
    }
  }
}
