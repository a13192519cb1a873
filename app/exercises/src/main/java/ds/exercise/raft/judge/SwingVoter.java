package ds.exercise.raft.judge;

import ds.core.NodeId;
import ds.exercise.raft.RaftMessage;
import ds.lab.fault.Fault;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.simulation.Nemesis;
import ds.lab.world.World;
import java.util.List;

/// A server that everybody hears, while others do not hear each other: its vote decides.
public final class SwingVoter {

  private SwingVoter() {}

  /// It crashes some time after it has persisted something.
  public static Nemesis<RaftMessage> crashes(Rhythm rhythm, List<NodeId> servers) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) ->
            servers.stream()
                .filter(it -> isSwingVoter(world, it) && draws.below(10) == 0)
                .map(it -> (Fault) new Fault.Crashed(it))
                .toList());
  }

  private static boolean isSwingVoter(World<RaftMessage> world, NodeId server) {
    return Seat.hasJustPersisted(world, server)
        && world.active().stream()
            .anyMatch(fault ->
                fault instanceof Fault.Clogged(var links)
                    && links.stream().noneMatch(link -> link.from().equals(server)));
  }
}
