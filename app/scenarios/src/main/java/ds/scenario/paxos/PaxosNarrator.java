package ds.scenario.paxos;

import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.script.stage.Narrator;
import ds.protocol.paxos.Acceptor;
import ds.protocol.paxos.Ballot;
import ds.protocol.paxos.PaxosMessage;
import ds.protocol.paxos.PaxosMessage.Accept;
import ds.protocol.paxos.PaxosMessage.Accepted;
import ds.protocol.paxos.PaxosMessage.Prepare;
import ds.protocol.paxos.PaxosMessage.Promise;
import ds.protocol.paxos.Proposal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Tells what each acceptor has promised and accepted: the last record that it persisted.
final class PaxosNarrator implements Narrator<PaxosMessage> {

  private final Map<NodeId, Acceptor> acceptors = new TreeMap<>();

  @Override
  public List<String> step(Step<PaxosMessage> step) {
    if (step.event() instanceof Event.Started<PaxosMessage>(var recovered)) {
      acceptors.put(step.node(), Acceptor.NEW);
      recovered.forEach(record -> remember(step.node(), record));
    }
    for (Effect<PaxosMessage> effect : step.effects()) {
      if (effect instanceof Effect.Persist<PaxosMessage>(var record)) {
        remember(step.node(), record);
      }
    }
    return Decisions.decisionIn(step)
        .map(decided -> List.of(step.node() + " decides " + decided.value()))
        .orElse(List.of());
  }

  private void remember(NodeId id, Durable record) {
    if (record instanceof Acceptor acceptor) {
      acceptors.put(id, acceptor);
    }
  }

  @Override
  public String state(NodeId id, Node<PaxosMessage> node) {
    Acceptor acceptor = acceptors.getOrDefault(id, Acceptor.NEW);
    String promised = acceptor.promised().equals(Ballot.NONE) ? "-" : acceptor.promised() + "";
    return "promised=" + promised + " accepted=" + text(acceptor.accepted());
  }

  @Override
  public String message(PaxosMessage message) {
    return switch (message) {
      case Prepare(var ballot) -> "Prepare " + ballot;
      case Promise(var ballot, var accepted) -> "Promise " + ballot + " accepted=" + text(accepted);
      case Accept(var ballot, var value) -> "Accept " + value + "@" + ballot;
      case Accepted(var ballot) -> "Accepted " + ballot;
    };
  }

  private static String text(Optional<Proposal> accepted) {
    return accepted.map(it -> it.value() + "@" + it.ballot()).orElse("-");
  }
}
