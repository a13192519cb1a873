package ds.system.kv.member;

import ds.core.Context;
import ds.core.NodeId;
import ds.protocol.raft.log.Term;
import ds.system.kv.member.MemberMessage.Stamp;
import java.util.HashMap;
import java.util.Map;

/// Requests to a leader, each taken once, however often and however late the network brings it.
///
/// A request is meant for the leader of one term. A term is led in one life of one member, so that
/// life knows what it has taken; everyone else, or a later life, cannot know whether a request is
/// the first of its kind, and must not even say that it had no effect.
final class Stamps {

  private record Sender(NodeId member, long life) {}

  /// Which numbers of one sender were taken: all below the newest that are in no bit are too old to
  /// tell (RFC 4303, §3.4.3).
  private static final class Window {

    private static final int SIZE = Long.SIZE;

    private long newest = Long.MIN_VALUE;

    /// Bit *i* stands for the number that is *i* below the newest.
    private long taken;

    boolean take(long number) {
      if (newest == Long.MIN_VALUE) {
        newest = number;
      } else if (number > newest) {
        taken = number - newest < SIZE ? taken << (number - newest) : 0;
        newest = number;
      }
      long age = newest - number;
      if (age >= SIZE || (taken >>> age & 1) != 0) {
        return false;
      }
      taken |= 1L << age;
      return true;
    }
  }

  // As one who asks.
  private long life;
  private long last;

  /// The last term that this member has led in this life.
  private Term led = Term.NONE;

  /// What it was asked as its leader. Looked up, never walked through.
  private final Map<Sender, Window> windows = new HashMap<>();

  /// Begins a life, whose numbers are no other's.
  void start(Context<MemberMessage> context) {
    life = context.random(Long.MAX_VALUE >> 1);
    last = life;
  }

  /// For the next request of this member.
  Stamp next(Term term) {
    last++;
    return new Stamp(term, life, last);
  }

  /// This member leads.
  void lead(Term term) {
    if (!term.equals(led)) {
      led = term;
      windows.clear();
    }
  }

  /// Whether a request has come for the first time, for certain.
  boolean isFirst(NodeId from, Stamp stamp) {
    return stamp.term().equals(led)
        && windows
            .computeIfAbsent(new Sender(from, stamp.life()), _ -> new Window())
            .take(stamp.number());
  }
}
