package ds.protocol.raft.log;

import ds.core.Check;

/// The logical clock of Raft: a span of time with at most one leader (§5.1).
///
/// @param number counted from 1; 0 is before the first election
public record Term(long number) implements Comparable<Term> {

  /// Before the first election; also the term of the empty log's end.
  public static final Term NONE = new Term(0);

  public Term {
    Check.that(number >= 0, "a term is not negative");
  }

  public Term next() {
    return new Term(number + 1);
  }

  public boolean isAfter(Term other) {
    return number > other.number;
  }

  @Override
  public int compareTo(Term other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
