package ds.workbench.door.cluster;

import com.google.gson.JsonArray;
import ds.core.Fact;
import ds.core.Timer;
import ds.protocol.raft.RaftFact;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.ForRaft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words of the diagram, each told once and then named by its number.
final class Words {

  private final List<String> words = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  int number(String word) {
    return numbers.computeIfAbsent(
        word,
        it -> {
          words.add(it);
          return words.size() - 1;
        });
  }

  JsonArray json() {
    JsonArray json = new JsonArray();
    words.forEach(json::add);
    return json;
  }

  /// A message as its family calls it.
  static String kind(MemberMessage message) {
    Object said = message instanceof ForRaft(var inner) ? inner : message;
    return said.getClass().getSimpleName();
  }

  static String timer(Timer timer) {
    return timer instanceof Enum ? timer.toString() : timer.getClass().getSimpleName();
  }

  /// What a member states about who leads, and of its log what is rare; the rest would hide it.
  static Optional<String> fact(Fact fact) {
    if (!(fact instanceof RaftFact told)) {
      return Optional.empty();
    }
    return switch (told) {
      case RaftFact.BecameFollower(var term) ->
          Optional.of("BecameFollower, term " + term.number());
      case RaftFact.BecamePreCandidate _ -> Optional.of("BecamePreCandidate");
      case RaftFact.BecameCandidate(var term) ->
          Optional.of("BecameCandidate, term " + term.number());
      case RaftFact.BecameLeader(var term) -> Optional.of("BecameLeader, term " + term.number());
      case RaftFact.FollowedLeader(var term, _) ->
          Optional.of("FollowedLeader, term " + term.number());
      case RaftFact.Voted(var term, _) -> Optional.of("Voted, term " + term.number());
      case RaftFact.Truncated _,
          RaftFact.SnapshotTaken _,
          RaftFact.SnapshotInstalled _,
          RaftFact.MembershipChanged _,
          RaftFact.TransferStarted _,
          RaftFact.TransferAbandoned _ ->
          Optional.of(fact.getClass().getSimpleName());
      case RaftFact.Committed _, RaftFact.Applied _, RaftFact.ReadReleased _ -> Optional.empty();
    };
  }
}
