package ds.scenario.paxos;

import ds.core.NodeId;
import ds.lab.scenario.Scenario;
import ds.lab.script.ProtocolLanguage;
import ds.lab.script.stage.Narrator;
import ds.lab.script.stage.Stage;
import ds.lab.script.stage.Verb;
import ds.lab.script.stage.Words;
import ds.lab.world.Alarm;
import ds.protocol.paxos.PaxosMessage;
import ds.protocol.paxos.PaxosNode;
import java.util.List;

/// Scripts about Paxos. Process `s1` wishes for the value `v1`, `s2` for `v2`, and so on.
public final class PaxosLanguage implements ProtocolLanguage<PaxosMessage> {

  @Override
  public String name() {
    return "paxos";
  }

  @Override
  public Scenario<PaxosMessage> scenario(int servers, Words options) {
    Scenario<PaxosMessage> cast =
        Scenario.<PaxosMessage>named("paxos")
            .servers(servers, (self, all) -> new PaxosNode(self, all, wish(self)));
    List<String> wishes = cast.serverIds().stream().map(PaxosLanguage::wish).toList();
    return cast.always("agreement", Decisions.Agreement::new)
        .always("validity", () -> new Decisions.Validity(wishes));
  }

  private static String wish(NodeId self) {
    return "v" + self.name().substring(1);
  }

  @Override
  public List<Verb<PaxosMessage>> verbs() {
    return List.of(new Verb<>("ballot NODE", PaxosLanguage::ballot));
  }

  /// Has a process start a ballot, as it does when it has waited for a decision in vain.
  private static void ballot(Stage<PaxosMessage> stage, Words words) {
    NodeId proposer = words.node();
    for (Alarm<PaxosMessage> alarm : stage.world().host(proposer).armed()) {
      stage.driver().fire(alarm);
      return;
    }
    stage.say(proposer + " knows the decision and starts no ballot");
  }

  @Override
  public Narrator<PaxosMessage> narrator(Scenario<PaxosMessage> scenario) {
    return new PaxosNarrator();
  }
}
