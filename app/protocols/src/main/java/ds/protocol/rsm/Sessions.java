package ds.protocol.rsm;

import ds.core.Check;
import ds.core.Durable;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.rsm.state.PersistentMap;
import ds.protocol.rsm.state.Pieces;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Which requests have been carried out, and with what result (dissertation §6.3).
///
/// A client has one request under way, so of each session it is enough to remember the newest
/// request: an older one is never waited for again. Sessions change only with the log, so every
/// replica remembers the same ones, and forgets the same ones: the one that was unused for the
/// longest stretch of log goes first.
final class Sessions {

  /// What is remembered of a client.
  ///
  /// @param used the newest entry that concerned it; no other session has the same
  /// @param answered the sequence number of its newest request
  record Session(SessionId id, LogIndex used, long answered, Machine.Result result) {

    private static final Session ABSENT =
        new Session(SessionId.NONE, LogIndex.NONE, 0, Nothing.NOTHING);

    boolean isAbsent() {
      return id.equals(SessionId.NONE);
    }
  }

  /// A part of a snapshot.
  record SessionsPiece(List<Session> sessions) implements Durable {
    SessionsPiece {
      sessions = List.copyOf(sessions);
    }
  }

  /// The result of a session's first request before it is made.
  enum Nothing implements Machine.Result {
    NOTHING;

    @Override
    public int size() {
      return 0;
    }
  }

  /// What a replica knows about a request.
  enum Standing {
    /// It is the client's next one.
    NEW,
    /// It was carried out, and its result is at hand.
    ANSWERED,
    /// The client has made a later one and waits for this one no more.
    SUPERSEDED,
    /// Its session was opened and forgotten.
    EXPIRED,
    /// Its session was not opened yet, as far as this replica has come.
    UNKNOWN
  }

  private PersistentMap<SessionId, Session> sessions = PersistentMap.empty();

  /// The sessions in the order of their use. No snapshot holds it, as it follows from the sessions.
  private final NavigableMap<LogIndex, SessionId> byUse = new TreeMap<>();

  private long resultBytes;

  /// The newest entry that concerned a session. Sessions with lower names have all been opened.
  private LogIndex newest = LogIndex.NONE;

  int size() {
    return sessions.size();
  }

  long resultBytes() {
    return resultBytes;
  }

  Standing standing(RequestId request) {
    Session session = sessions.get(request.session(), Session.ABSENT);
    if (session.isAbsent()) {
      return request.session().index() <= newest.number() ? Standing.EXPIRED : Standing.UNKNOWN;
    }
    if (request.sequence() == session.answered) {
      return Standing.ANSWERED;
    }
    return request.sequence() > session.answered ? Standing.NEW : Standing.SUPERSEDED;
  }

  /// The remembered result of a request that was [Standing#ANSWERED].
  Machine.Result result(RequestId request) {
    Session session = sessions.get(request.session(), Session.ABSENT);
    Check.that(session.answered == request.sequence(), "the newest request's result is at hand");
    return session.result;
  }

  /// Opens a session that is named by the entry at `index`.
  void open(LogIndex index) {
    put(new Session(new SessionId(index.number()), index, 0, Nothing.NOTHING));
  }

  /// Remembers that the entry at `index` carried out a request that was [Standing#NEW].
  void answer(RequestId request, LogIndex index, Machine.Result result) {
    Session before = sessions.get(request.session(), Session.ABSENT);
    Check.that(request.sequence() > before.answered, "a request is carried out once");
    byUse.remove(before.used);
    resultBytes -= before.result.size();
    put(new Session(before.id, index, request.sequence(), result));
  }

  private void put(Session session) {
    sessions = sessions.put(session.id, session);
    byUse.put(session.used, session.id);
    resultBytes += session.result.size();
    newest = session.used.compareTo(newest) > 0 ? session.used : newest;
  }

  /// Whether one must go. The last one stays in any case.
  boolean exceeds(RsmLimits limits) {
    return sessions.size() > limits.sessionsMax()
        || (resultBytes > limits.resultBytesMax() && sessions.size() > 1);
  }

  /// Forgets the session that was unused for longest.
  SessionId evict() {
    SessionId oldest = byUse.pollFirstEntry().getValue();
    Session session = sessions.get(oldest, Session.ABSENT);
    sessions = sessions.remove(oldest);
    resultBytes -= session.result.size();
    return oldest;
  }

  /// All sessions as of now.
  Iterable<Durable> snapshot() {
    return Pieces.of(
        sessions, (id, session) -> session, s -> 32 + s.result.size(), SessionsPiece::new);
  }

  void clear() {
    sessions = PersistentMap.empty();
    byUse.clear();
    resultBytes = 0;
    newest = LogIndex.NONE;
  }

  void restore(SessionsPiece piece) {
    piece.sessions.forEach(this::put);
  }
}
