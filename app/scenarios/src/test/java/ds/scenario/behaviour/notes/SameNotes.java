package ds.scenario.behaviour.notes;

import ds.core.Effect;
import ds.core.Step;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.log.LogIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Servers that have come equally far in the log keep the same notes, whether they have applied
/// them or read them from a snapshot.
final class SameNotes implements Invariant<RaftMessage> {

  private final Map<LogIndex, NoteServer.Kept> kept = new HashMap<>();

  @Override
  public Optional<String> check(World<RaftMessage> world, Step<RaftMessage> step) {
    for (Effect<RaftMessage> effect : step.effects()) {
      if (effect instanceof Effect.Report<RaftMessage>(NoteServer.Kept now)) {
        NoteServer.Kept before = kept.putIfAbsent(now.index(), now);
        if (before != null && !before.equals(now)) {
          return Optional.of(step.node() + " keeps " + now + ", and another kept " + before);
        }
      }
    }
    return Optional.empty();
  }
}
