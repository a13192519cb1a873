package ds.protocol.raft.smoke;

import ds.core.Check;
import ds.core.NodeId;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftFact;
import ds.protocol.raft.RaftFact.Applied;
import ds.protocol.raft.RaftFact.BecameLeader;
import ds.protocol.raft.RaftFact.SnapshotInstalled;
import ds.protocol.raft.RaftFact.SnapshotTaken;
import ds.protocol.raft.RaftFact.Truncated;
import ds.protocol.raft.log.Answer.Accepted;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.RaftLog;
import ds.protocol.raft.log.Term;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The properties of the paper's figure 3, and that reads are linearizable, on the runs of a
/// [Cluster].
public final class Claims {

  /// An entry, as all logs that hold its position must agree on it.
  private record Seen(Term previousTerm, Command command) {}

  private record Place(long index, Term term) {}

  private final Map<Term, NodeId> leaders = new HashMap<>();
  private final Map<Place, Seen> entries = new HashMap<>();
  private final Map<Long, Applied> applied = new HashMap<>();

  /// The term in which an index was seen applied first: it was committed in this one or before.
  private final Map<Long, Term> committedBy = new HashMap<>();

  private final Map<NodeId, Long> seenUpTo = new HashMap<>();
  private final Map<NodeId, Term> terms = new HashMap<>();
  private final Map<Long, Long> reads = new HashMap<>();
  private final Map<Long, String> accepted = new HashMap<>();
  private final List<String> acknowledged = new ArrayList<>();
  private long acknowledgedIndex;
  private long highestApplied;

  long sent;
  long entriesSent;
  int elections;
  int truncations;
  int snapshotsTaken;
  int snapshotsInstalled;
  int readsReleased;
  int membershipChanges;
  int writesAcknowledged;

  void restarted(Server server) {
    seenUpTo.remove(server.id);
    terms.remove(server.id);
  }

  void proposed(String value, Accepted accepted) {
    this.accepted.put(accepted.index().number() * 1_000_000 + accepted.term().number(), value);
  }

  void reading(long ticket) {
    reads.put(ticket, acknowledgedIndex);
  }

  void readable(long ticket, Raft raft) {
    readsReleased++;
    Check.that(
        raft.lastApplied().number() >= reads.get(ticket),
        "a read sees every write that was acknowledged before it began");
  }

  void reported(Server server, RaftFact fact) {
    switch (fact) {
      case BecameLeader(var term) -> {
        elections++;
        NodeId other = leaders.putIfAbsent(term, server.id);
        Check.that(other == null || other.equals(server.id), "Election Safety");
        leaderCompleteness(server, term);
      }
      case Applied a -> {
        Applied other = applied.putIfAbsent(a.index().number(), a);
        Check.that(other == null || other.equals(a), "State Machine Safety");
        committedBy.putIfAbsent(a.index().number(), server.raft.term());
        highestApplied = Math.max(highestApplied, a.index().number());
        String value = accepted.get(a.index().number() * 1_000_000 + a.term().number());
        if (value != null && server.isLeader()) {
          acknowledged.add(value);
          writesAcknowledged++;
          acknowledgedIndex = Math.max(acknowledgedIndex, a.index().number());
        }
      }
      case Truncated(var first) -> {
        truncations++;
        seenUpTo.merge(server.id, first.number() - 1, Math::min);
      }
      case SnapshotTaken _ -> snapshotsTaken++;
      case SnapshotInstalled(var last) -> {
        snapshotsInstalled++;
        seenUpTo.put(server.id, last.index().number());
      }
      default -> {}
    }
  }

  /// "If a log entry is committed in a given term, then that entry will be present in the logs of
  /// the leaders for all higher-numbered terms."
  private void leaderCompleteness(Server server, Term term) {
    RaftLog log = log(server.raft);
    for (long index = log.base() + 1; index <= highestApplied; index++) {
      if (term.isAfter(committedBy.getOrDefault(index, term))) {
        Check.that(index <= log.lastIndex(), "Leader Completeness");
        Check.that(applied.get(index).term().equals(log.termAt(index)), "Leader Completeness");
      }
    }
  }

  void check(Server server) {
    Raft raft = server.raft;
    Term before = terms.getOrDefault(server.id, Term.NONE);
    Check.that(!before.isAfter(raft.term()), "terms never decrease");
    terms.put(server.id, raft.term());
    RaftLog log = log(raft);
    long index = Math.max(seenUpTo.getOrDefault(server.id, 0L), log.base());
    while (index < log.lastIndex()) {
      index++;
      Entry entry = log.entry(index);
      Seen seen = new Seen(log.termAt(index - 1), entry.command());
      Seen other = entries.putIfAbsent(new Place(index, entry.term()), seen);
      Check.that(other == null || other.equals(seen), "Log Matching");
    }
    seenUpTo.put(server.id, log.lastIndex());
  }

  void allAcknowledgedAreIn(List<String> values) {
    Check.that(values.containsAll(acknowledged), "an acknowledged write is never lost");
    Check.that(values.stream().distinct().count() == values.size(), "each write is applied once");
  }

  /// Invariants read fields, as a debugger does; a node has no view of its own for them.
  public static RaftLog log(Raft raft) {
    try {
      Field field = Raft.class.getDeclaredField("log");
      field.setAccessible(true);
      return (RaftLog) field.get(raft);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
