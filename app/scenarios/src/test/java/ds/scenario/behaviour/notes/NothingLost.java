package ds.scenario.behaviour.notes;

import ds.core.Effect;
import ds.core.Step;
import ds.lab.scenario.Goal;
import ds.lab.world.Host;
import ds.lab.world.World;
import ds.protocol.raft.RaftMessage;
import java.util.HashSet;
import java.util.Set;

/// Every note of which its author knows that it is kept comes to be kept by every server.
final class NothingLost implements Goal<RaftMessage> {

  private final long until;
  private final Set<Note> known = new HashSet<>();

  /// @param until when authors have to know, in nanoseconds
  NothingLost(long until) {
    this.until = until;
  }

  @Override
  public void see(World<RaftMessage> world, Step<RaftMessage> step) {
    for (Effect<RaftMessage> effect : step.effects()) {
      if (effect instanceof Effect.Report<RaftMessage>(Author.Thanked(Note note))
          && world.now() <= until) {
        known.add(note);
      }
    }
  }

  @Override
  public boolean isReached(World<RaftMessage> world) {
    for (Host<RaftMessage> host : world.hosts()) {
      if (host.node() instanceof NoteServer server && !(host.isUp() && keepsAll(server))) {
        return false;
      }
    }
    return true;
  }

  private boolean keepsAll(NoteServer server) {
    return server.notes().size() >= known.size()
        && new HashSet<>(server.notes()).containsAll(known);
  }
}
