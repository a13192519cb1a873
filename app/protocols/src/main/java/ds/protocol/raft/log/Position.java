package ds.protocol.raft.log;

/// An entry's index and term. They name the entry together with all that precede it: two logs that
/// hold the same position are equal up to there (*Log Matching*, §5.3).
public record Position(LogIndex index, Term term) {

  /// Before the first entry; every log holds it.
  public static final Position NONE = new Position(LogIndex.NONE, Term.NONE);

  public static Position of(long index, Term term) {
    return new Position(new LogIndex(index), term);
  }

  /// Compares the ends of two logs: the later term wins, then the longer log (§5.4.1).
  public boolean isAtLeastAsUpToDateAs(Position other) {
    int byTerm = term.compareTo(other.term);
    return byTerm > 0 || (byTerm == 0 && index.number() >= other.index.number());
  }

  @Override
  public String toString() {
    return index + "@" + term;
  }
}
