package ds.scenario.raft;

import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Roster;
import ds.lab.script.stage.Names;
import ds.lab.script.stage.Narrator;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftFact.SnapshotInstalled;
import ds.protocol.raft.RaftFact.SnapshotTaken;
import ds.protocol.raft.RaftFact.TransferAbandoned;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftMessage.Answered;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.ChunkReceived;
import ds.protocol.raft.RaftMessage.Conflicting;
import ds.protocol.raft.RaftMessage.InstallSnapshot;
import ds.protocol.raft.RaftMessage.Matched;
import ds.protocol.raft.RaftMessage.PreVote;
import ds.protocol.raft.RaftMessage.PreVoteGranted;
import ds.protocol.raft.RaftMessage.RequestVote;
import ds.protocol.raft.RaftMessage.Stale;
import ds.protocol.raft.RaftMessage.TimeoutNow;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Answer.Accepted;
import ds.protocol.raft.log.Answer.NotLeader;
import ds.protocol.raft.log.Answer.Overloaded;
import ds.protocol.raft.log.Answer.Refused;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftRecord;
import ds.scenario.raft.WordServer.ReadsLost;
import ds.scenario.raft.WordServer.Seen;
import ds.scenario.raft.WordServer.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Tells roles, terms and logs. An entry reads `term:word`; a leader's no-op is `term:-`, and what
/// a snapshot stands for is `..index@term`.
final class RaftNarrator implements Narrator<RaftMessage> {

  /// A server's log, as far as it has told its disk.
  private final class Log {

    private Position base = Position.NONE;
    private final List<Entry> entries = new ArrayList<>();

    void write(Durable record) {
      switch (record) {
        case RaftRecord.Checkpoint(var _, var snapshot) -> startAfter(snapshot.last());
        case RaftRecord.Appended(var first, var added) -> {
          int from = Math.toIntExact(first.number() - base.index().number()) - 1;
          int covered = Math.min(Math.max(0, -from), added.size());
          entries.subList(Math.min(Math.max(0, from), entries.size()), entries.size()).clear();
          entries.addAll(added.subList(covered, added.size()));
        }
        default -> {}
      }
    }

    void startAfter(Position last) {
      base = last;
      entries.clear();
    }

    void compact(Position last) {
      int gone = Math.toIntExact(last.index().number() - base.index().number());
      entries.subList(0, Math.min(gone, entries.size())).clear();
      base = last;
    }

    @Override
    public String toString() {
      List<String> words = new ArrayList<>();
      if (!base.equals(Position.NONE)) {
        words.add(".." + base);
      }
      entries.forEach(entry -> words.add(text(entry)));
      return String.join(" ", words);
    }
  }

  private final Membership bootstrap;
  private final List<NodeId> servers;
  private final Map<NodeId, Log> logs = new TreeMap<>();

  RaftNarrator(Roster<RaftMessage> roster) {
    bootstrap = Membership.of(roster.serverIds());
    servers = new ArrayList<>(roster.serverIds());
    servers.addAll(roster.spareIds());
  }

  @Override
  public List<String> step(Step<RaftMessage> step) {
    Log log = logs.computeIfAbsent(step.node(), _ -> new Log());
    if (step.event() instanceof Event.Started<RaftMessage>(var recovered)) {
      log.startAfter(Position.NONE);
      recovered.forEach(log::write);
    }
    List<String> told = new ArrayList<>();
    for (Effect<RaftMessage> effect : step.effects()) {
      switch (effect) {
        case Effect.Persist<RaftMessage>(var record) -> log.write(record);
        case Effect.Report<RaftMessage>(var fact) -> tell(step.node(), fact, log, told);
        case Effect.Send<RaftMessage>(var _, Answered(var answer)) ->
            tell(step.node(), answer, told);
        case Effect.Send<RaftMessage> _, Effect.Arm<RaftMessage> _ -> {}
        case Effect.Disarm<RaftMessage> _,
            Effect.Checkpoint<RaftMessage> _,
            Effect.Compact<RaftMessage> _ -> {}
      }
    }
    return told;
  }

  private static void tell(NodeId node, Fact fact, Log log, List<String> told) {
    switch (fact) {
      case SnapshotTaken(var last) -> log.compact(last);
      case SnapshotInstalled(var last) -> log.startAfter(last);
      case TransferAbandoned(var target) -> told.add(node + " gives up handing over to " + target);
      case Seen(var words) -> told.add(node + " reads [" + String.join(" ", words) + "]");
      case ReadsLost(int count) -> told.add(node + " leaves reads unanswered: " + count);
      default -> {}
    }
  }

  private static void tell(NodeId node, Answer answer, List<String> told) {
    switch (answer) {
      case Accepted _ -> {}
      case NotLeader(var leader) ->
          told.add(node + " is no leader" + leader.map(it -> "; ask " + it).orElse(""));
      case Overloaded() -> told.add(node + " has too much under way");
      case Refused(var reason) -> told.add(node + " refuses: " + reason);
    }
  }

  @Override
  public String state(NodeId id, Node<RaftMessage> node) {
    Raft raft = ((WordServer) node).raft();
    String role = raft.role().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String log = " log=[" + logs.getOrDefault(id, new Log()) + "]";
    String state = role + " term=" + raft.term() + log + " commit=" + raft.commitIndex();
    Membership members = raft.membership();
    return members.equals(bootstrap) || members.equals(Membership.NONE)
        ? state
        : state + " members=" + text(members);
  }

  @Override
  public String message(RaftMessage message) {
    String body =
        switch (message) {
          case PreVote(var term, var last) -> "term=" + term + " last=" + last;
          case PreVoteGranted(var term) -> "term=" + term;
          case RequestVote(var term, var last, var _) -> "term=" + term + " last=" + last;
          case VoteGranted(var term) -> "term=" + term;
          case AppendEntries m ->
              "term="
                  + m.term()
                  + " previous="
                  + m.previous()
                  + " entries=["
                  + text(m.entries())
                  + "] commit="
                  + m.commit();
          case Matched(var term, var _, var match) -> "term=" + term + " match=" + match;
          case Conflicting(var term, var _, var _, var conflict) ->
              "term=" + term + " conflict=" + conflict;
          case InstallSnapshot m ->
              "term="
                  + m.term()
                  + " snapshot="
                  + m.snapshot().last()
                  + " chunk="
                  + m.chunk()
                  + (m.last() ? " (last)" : "");
          case ChunkReceived(var term, var _, var _, long next) -> "term=" + term + " next=" + next;
          case TimeoutNow(var term) -> "term=" + term;
          case Stale(var term) -> "term=" + term;
          default -> message.toString();
        };
    return kind(message) + " " + body;
  }

  private String text(List<Entry> entries) {
    return String.join(" ", entries.stream().map(this::text).toList());
  }

  private String text(Entry entry) {
    return switch (entry.command()) {
      case Entry.NoOp() -> entry.term() + ":-";
      case Entry.Configuration(var members) -> entry.term() + ":" + text(members);
      case Word(var word) when word.isEmpty() -> entry.term().toString();
      default -> entry.term() + ":" + entry.command();
    };
  }

  /// With learners behind a plus, `s1..s3+s4`; and when joint, from old to new, `s1..s3/s1,s2,s4`.
  private String text(Membership members) {
    String old = members.isJoint() ? names(members.outgoing()) + "/" : "";
    String learners = members.learners().isEmpty() ? "" : "+" + names(members.learners());
    return old + names(members.voters()) + learners;
  }

  private String names(List<NodeId> nodes) {
    return Names.of(nodes, servers, ",");
  }
}
