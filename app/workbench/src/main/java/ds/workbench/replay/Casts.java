package ds.workbench.replay;

import ds.protocol.raft.RaftMessage;
import ds.scenario.raft.ElectionSafety;
import ds.scenario.raft.LogSafety;
import ds.scenario.raft.StateMachineSafety;
import ds.system.kv.codec.MemberScript;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.ForRaft;
import ds.workbench.replay.Cast.Law;
import java.util.List;
import java.util.Optional;

/// The systems whose nodes can be replayed.
final class Casts {

  private Casts() {}

  /// The one of this name.
  static Optional<Cast<?>> named(String system) {
    return system.equals(MemberScript.SYSTEM) ? Optional.of(kv()) : Optional.empty();
  }

  private static Cast<MemberMessage> kv() {
    return new Cast<>(
        MemberScript.script(),
        origin -> MemberScript.member(origin.id(), origin.settings()),
        List.of(
            new Law<>("election safety", () -> new ElectionSafety<>(Casts::inner)),
            new Law<>("log matching and leader completeness", () -> new LogSafety<>(Casts::inner)),
            new Law<>("state machine safety", StateMachineSafety::new)));
  }

  private static Optional<RaftMessage> inner(MemberMessage message) {
    return message instanceof ForRaft(var inner) ? Optional.of(inner) : Optional.empty();
  }
}
