package ds.protocol.raft.log;

import ds.core.Check;
import ds.core.NodeId;
import ds.protocol.raft.log.Entry.Configuration;
import ds.protocol.raft.log.RaftRecord.Appended;
import ds.protocol.raft.log.RaftRecord.Snapshot;
import java.util.ArrayList;
import java.util.List;

/// The log of one server: its entries, how far they are committed and applied, and the membership
/// that they put into effect.
///
/// The entries up to the *base* are gone, covered by a snapshot. Nothing up to the commit index
/// ever changes (*State Machine Safety*, §5.4.3); each method that removes entries checks that.
///
/// Inside a Raft indexes are plain numbers, as they are counted with all the time; they are
/// [LogIndex] in whatever leaves it.
public final class RaftLog {

  /// A membership and the index of the entry that brought it.
  private record Configured(long index, Membership membership) {}

  private final List<Entry> entries = new ArrayList<>();
  private long base;
  private Term baseTerm = Term.NONE;

  private long written;
  private long commit;
  private long applied;

  /// In the order of their indexes; the first is in effect at the base, the last is in effect now.
  private final List<Configured> configurations = new ArrayList<>();

  /// An empty log.
  ///
  /// @param bootstrap the membership of the empty log
  public RaftLog(Membership bootstrap) {
    configurations.add(new Configured(0, bootstrap));
  }

  public long base() {
    return base;
  }

  public long lastIndex() {
    return base + entries.size();
  }

  public Position last() {
    return position(lastIndex());
  }

  public Position position(long index) {
    return Position.of(index, termAt(index));
  }

  /// The term of an entry.
  ///
  /// @param index from the base on
  public Term termAt(long index) {
    Check.that(base <= index && index <= lastIndex(), "the log still knows this entry's term");
    return index == base ? baseTerm : entry(index).term();
  }

  /// An entry.
  ///
  /// @param index after the base
  public Entry entry(long index) {
    return entries.get((int) (index - base - 1));
  }

  /// Whether this log is equal to another up to a position of that one, as far as can be told.
  public boolean holds(Position position) {
    long index = position.index().number();
    return base <= index && index <= lastIndex() && termAt(index).equals(position.term());
  }

  /// The index of the first entry, as far as the log goes back, of the term at `index` (§5.3).
  public long firstIndexOfTermAt(long index) {
    Term term = termAt(index);
    long first = index;
    while (first - 1 > base && termAt(first - 1).equals(term)) {
      first--;
    }
    return first;
  }

  /// Entries from an index on, as many as fit into one message, but at least one if there is one.
  public List<Entry> entriesFrom(long first, int entriesMax, long bytesMax) {
    long end = first;
    long bytes = 0;
    while (end <= lastIndex() && end - first < entriesMax) {
      bytes += entry(end).size();
      if (bytes > bytesMax && end > first) {
        break;
      }
      end++;
    }
    return copy(first, end);
  }

  private List<Entry> copy(long first, long end) {
    if (end == first + 1) {
      return List.of(entry(first));
    }
    return List.copyOf(entries.subList((int) (first - base - 1), (int) (end - base - 1)));
  }

  /// Adds an entry at the end. A membership in it is in effect from now on.
  public void append(Entry entry) {
    Check.that(!lastTerm().isAfter(entry.term()), "terms never decrease along a log");
    entries.add(entry);
    if (entry.command() instanceof Configuration(var membership)) {
      configurations.add(new Configured(lastIndex(), membership));
    }
  }

  private Term lastTerm() {
    return entries.isEmpty() ? baseTerm : entries.getLast().term();
  }

  /// Removes an entry and all after it; memberships among them are undone.
  public void truncateFrom(long index) {
    Check.that(index > commit, "a committed entry is never removed");
    removeFrom(index);
  }

  private void removeFrom(long index) {
    entries.subList((int) (index - base - 1), entries.size()).clear();
    written = Math.min(written, lastIndex());
    while (configurations.getLast().index() > lastIndex()) {
      configurations.removeLast();
    }
  }

  /// Forgets the entries up to an index, which a snapshot covers now.
  public void compact(long index) {
    Check.that(index <= applied, "only what was applied is in a snapshot");
    if (index <= base) {
      return;
    }
    baseTerm = termAt(index);
    entries.subList(0, (int) (index - base)).clear();
    base = index;
    while (configurations.size() > 1 && configurations.get(1).index() <= base) {
      configurations.removeFirst();
    }
  }

  /// Replaces the whole log by a snapshot.
  public void startAfter(Snapshot snapshot) {
    long index = snapshot.last().index().number();
    Check.that(index >= commit, "a snapshot does not take committed entries back");
    entries.clear();
    base = index;
    baseTerm = snapshot.last().term();
    written = index;
    commit = index;
    applied = index;
    configurations.clear();
    configurations.add(new Configured(index, snapshot.membership()));
  }

  /// Whether there are entries that no record holds yet.
  public boolean hasUnwritten() {
    return written < lastIndex();
  }

  /// These entries, as the record that puts them on disk.
  public Appended takeUnwritten() {
    long first = written + 1;
    written = lastIndex();
    return new Appended(new LogIndex(first), copy(first, lastIndex() + 1));
  }

  /// Does again what a record says was done; entries that a snapshot covers are passed over.
  public void replay(Appended appended) {
    long index = appended.first().number();
    Check.that(index <= lastIndex() + 1, "records of the log leave no gap");
    if (index <= lastIndex()) {
      removeFrom(Math.max(index, base + 1));
    }
    for (Entry entry : appended.entries()) {
      if (index > base) {
        append(entry);
      }
      index++;
    }
    written = lastIndex();
  }

  public long commit() {
    return commit;
  }

  /// Notes that the entries up to an index are committed.
  ///
  /// @return whether that is news
  public boolean commitUpTo(long index) {
    Check.that(index <= lastIndex(), "only what the log holds is committed");
    if (index <= commit) {
      return false;
    }
    commit = index;
    return true;
  }

  public long applied() {
    return applied;
  }

  /// Takes the next committed entry, to be applied now.
  public Entry takeCommitted() {
    Check.that(applied < commit, "only committed entries are applied");
    applied++;
    return entry(applied);
  }

  /// The membership in effect: the last one in the log, committed or not (§6).
  public Membership membership() {
    return configurations.getLast().membership();
  }

  /// The index of the entry that brought it.
  public long membershipIndex() {
    return configurations.getLast().index();
  }

  /// Whether a server has a vote in the last membership that is known to be committed, or in one
  /// behind it.
  public boolean isPossibleVoter(NodeId server) {
    int i = configurations.size() - 1;
    while (configurations.get(i).index() > commit) {
      if (configurations.get(i).membership().isVoter(server)) {
        return true;
      }
      i--;
    }
    return configurations.get(i).membership().isVoter(server);
  }

  /// What a snapshot of the applied entries stands for.
  public Snapshot appliedSnapshot() {
    int i = configurations.size() - 1;
    while (configurations.get(i).index() > applied) {
      i--;
    }
    return new Snapshot(position(applied), configurations.get(i).membership());
  }
}
