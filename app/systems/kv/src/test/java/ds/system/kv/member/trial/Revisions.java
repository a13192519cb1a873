package ds.system.kv.member.trial;

import ds.core.Event.Started;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.world.World;
import ds.protocol.raft.RaftFact.SnapshotInstalled;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request;
import ds.system.kv.call.Request.AskRevisions;
import ds.system.kv.call.Request.Query;
import ds.system.kv.call.Request.Write;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.KvResult.Stored;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.Changed;
import ds.system.kv.member.trial.ClientFact.Asked;
import ds.system.kv.member.trial.ClientFact.Heard;
import ds.system.kv.member.trial.ServerProcess.Told;
import ds.system.kv.store.Revision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The revisions of the store are one sequence, whoever tells it.
///
/// - Members agree on what a revision changed, and each tells every revision in turn, but for those
///   that a snapshot has spared it.
/// - What was written is what its revision changed.
/// - A question that has to see what was acknowledged before it sees at least its revision.
/// - The past that a member tells is what happened.
final class Revisions implements Watching {

  /// A call, and the highest revision that anybody had been told when it was asked.
  private record Open(long call, Request request, long floor) {}

  private final TreeMap<Long, Revision> changed = new TreeMap<>();
  private final Map<NodeId, Long> told = new HashMap<>();
  private final Map<NodeId, Open> open = new HashMap<>();
  private long acknowledged;

  @Override
  public Optional<String> check(World<MemberMessage> world, Step<MemberMessage> step) {
    if (step.event() instanceof Started<MemberMessage>) {
      told.remove(step.node());
    }
    return Watching.super.check(world, step);
  }

  @Override
  public Optional<String> check(World<MemberMessage> world, Step<MemberMessage> step, Fact fact) {
    return switch (fact) {
      case SnapshotInstalled _ -> {
        told.remove(step.node());
        yield Optional.empty();
      }
      case Told(Changed(var revisions)) -> checkTold(step.node(), revisions);
      case Asked(long call, _, var request) -> {
        open.put(step.node(), new Open(call, request, acknowledged));
        yield Optional.empty();
      }
      case Heard(_, var answer) -> checkAnswer(open.get(step.node()), answer);
      default -> Optional.empty();
    };
  }

  private Optional<String> checkTold(NodeId node, List<Revision> revisions) {
    for (Revision revision : revisions) {
      Long before = told.put(node, revision.number());
      if (before != null && revision.number() != before + 1) {
        return Optional.of(
            node + " told revision " + revision.number() + " after revision " + before);
      }
      Revision known = changed.putIfAbsent(revision.number(), revision);
      if (known != null && !known.equals(revision)) {
        return Optional.of(node + " told " + revision + ", and another member " + known);
      }
    }
    return Optional.empty();
  }

  private Optional<String> checkAnswer(Open call, Answer answer) {
    return switch (answer) {
      case Answer.Result(var result) when result.revision() > 0 -> checkResult(call, result);
      case Answer.View(var view) when isToSeeAll(call.request()) ->
          checkFloor(call, view.revision());
      case Answer.Revisions revisions ->
          checkPast(((AskRevisions) call.request()).from(), revisions);
      default -> Optional.empty();
    };
  }

  private static boolean isToSeeAll(Request request) {
    return !(request instanceof Query query) || query.isLinearizable();
  }

  private Optional<String> checkResult(Open call, KvResult result) {
    if (!isToSeeAll(call.request())) {
      return Optional.empty();
    }
    acknowledged = Math.max(acknowledged, result.revision());
    if (call.request() instanceof Write(ByClient(_, Put put))
        && result instanceof Stored(long number, _)
        && !isChange(put, number)) {
      return Optional.of(
          put + " was stored under revision " + number + ", which is " + changed.get(number));
    }
    return checkFloor(call, result.revision());
  }

  private Optional<String> checkFloor(Open call, long revision) {
    return revision >= call.floor()
        ? Optional.empty()
        : Optional.of(
            "%s was answered from revision %d, after %d had been acknowledged"
                .formatted(call.request(), revision, call.floor()));
  }

  private boolean isChange(Put put, long number) {
    Revision revision = changed.get(number);
    return revision != null
        && revision.changes().size() == 1
        && revision.changes().getFirst().version().key().equals(put.key())
        && revision.changes().getFirst().version().value().equals(put.value());
  }

  private Optional<String> checkPast(long from, Answer.Revisions past) {
    if (past.revisions().isEmpty() && past.next() == from) {
      return Optional.empty(); // compacted, or not there yet
    }
    long next = Math.max(2, from); // the first revision is that of the empty store
    for (Revision revision : past.revisions()) {
      Revision known = changed.get(revision.number());
      boolean isCompacted = revision.number() <= past.compacted();
      if (revision.number() != next && next > past.compacted()) {
        return Optional.of("revision " + next + " is missing in " + past);
      }
      if (!isCompacted && (known == null || !versions(known).equals(versions(revision)))) {
        return Optional.of(revision + " is told of the past, and was " + known);
      }
      next = revision.number() + 1;
    }
    return next == past.next()
        ? Optional.empty()
        : Optional.of("the revisions before " + past.next() + " are missing in " + past);
  }

  private static List<Object> versions(Revision revision) {
    return revision.changes().stream().<Object>map(Revision.Change::version).toList();
  }
}
