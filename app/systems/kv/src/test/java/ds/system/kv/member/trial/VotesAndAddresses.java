package ds.system.kv.member.trial;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Goal;
import ds.lab.world.World;
import ds.protocol.raft.Raft;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.RosterChanged;
import ds.system.kv.member.trial.ServerProcess.Told;
import ds.system.kv.roster.ClusterMember;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whoever is in the Raft has an address, and nobody else: no change stays half done for ever.
final class VotesAndAddresses implements Goal<MemberMessage> {

  private final Map<NodeId, List<NodeId>> rosters = new TreeMap<>();

  @Override
  public void see(World<MemberMessage> world, Step<MemberMessage> step) {
    List<Effect<MemberMessage>> effects = step.effects();
    for (int i = 0; i < effects.size(); i++) {
      if (effects.get(i) instanceof Effect.Report<MemberMessage>(Fact fact)
          && fact instanceof Told(RosterChanged(var members, _, _))) {
        rosters.put(step.node(), members.stream().map(ClusterMember::node).sorted().toList());
      }
    }
  }

  @Override
  public boolean isReached(World<MemberMessage> world) {
    for (var roster : rosters.entrySet()) {
      var host = world.host(roster.getKey());
      if (host.isUp()
          && host.node() instanceof ServerProcess process
          && process.member().raft().role() == Raft.Role.LEADER
          && isThere(process.member().raft(), roster.getValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isThere(Raft raft, List<NodeId> roster) {
    return raft.membership().members().stream().sorted().toList().equals(roster);
  }

  @Override
  public String missing(World<MemberMessage> world) {
    return "the members' addresses are those of " + rosters;
  }
}
