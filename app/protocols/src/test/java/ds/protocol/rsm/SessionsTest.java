package ds.protocol.rsm;

import static ds.protocol.rsm.Sessions.Standing.ANSWERED;
import static ds.protocol.rsm.Sessions.Standing.EXPIRED;
import static ds.protocol.rsm.Sessions.Standing.NEW;
import static ds.protocol.rsm.Sessions.Standing.SUPERSEDED;
import static ds.protocol.rsm.Sessions.Standing.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.Durable;
import ds.protocol.raft.log.LogIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The session table of the Raft dissertation, §6.3.
class SessionsTest {

  private record Text(String text) implements Machine.Result {
    @Override
    public int size() {
      return text.length();
    }
  }

  private final Sessions sessions = new Sessions();

  @Test
  @DisplayName("§6.3 a request is new once, then answered, and superseded by the next one")
  void standings() {
    sessions.open(index(5));

    assertThat(sessions.standing(request(5, 1))).isEqualTo(NEW);
    sessions.answer(request(5, 1), index(6), new Text("one"));
    assertThat(sessions.standing(request(5, 1))).isEqualTo(ANSWERED);
    assertThat(sessions.result(request(5, 1))).isEqualTo(new Text("one"));
    assertThat(sessions.standing(request(5, 3))).isEqualTo(NEW);

    sessions.answer(request(5, 3), index(7), new Text("three"));
    assertThat(sessions.standing(request(5, 1))).isEqualTo(SUPERSEDED);
    assertThat(sessions.standing(request(5, 2))).isEqualTo(SUPERSEDED);
    assertThat(sessions.result(request(5, 3))).isEqualTo(new Text("three"));
  }

  @Test
  @DisplayName("§6.3 a request that was answered cannot be answered again")
  void answeringTwiceIsAnError() {
    sessions.open(index(5));
    sessions.answer(request(5, 1), index(6), new Text("one"));
    assertThatThrownBy(() -> sessions.answer(request(5, 1), index(7), new Text("two")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sessions.result(request(5, 2)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("§6.3 a forgotten session is told from one that this replica has not heard of yet")
  void expiredIsNotUnknown() {
    sessions.open(index(5));
    sessions.open(index(8));
    assertThat(sessions.evict()).isEqualTo(new SessionId(5));

    assertThat(sessions.standing(request(5, 1))).isEqualTo(EXPIRED);
    assertThat(sessions.standing(request(9, 1))).isEqualTo(UNKNOWN);
    assertThat(sessions.standing(request(0, 1))).isEqualTo(EXPIRED);
  }

  @Test
  @DisplayName("§6.3 the session that was unused for longest is forgotten first")
  void leastRecentlyUsedGoesFirst() {
    sessions.open(index(1));
    sessions.open(index(2));
    sessions.open(index(3));
    sessions.answer(request(1, 1), index(4), new Text("alive"));
    assertThat(List.of(sessions.evict(), sessions.evict(), sessions.evict()))
        .containsExactly(new SessionId(2), new SessionId(3), new SessionId(1));
    assertThat(sessions.size()).isZero();
    assertThat(sessions.resultBytes()).isZero();
  }

  @Test
  @DisplayName("memory is bounded in sessions and in bytes of results, but the newest stays")
  void bounds() {
    RsmLimits limits = new RsmLimits(1, 3, 10);
    for (int i = 1; i <= 4; i++) {
      assertThat(sessions.exceeds(limits)).isFalse();
      sessions.open(index(i));
    }
    assertThat(sessions.exceeds(limits)).isTrue();
    sessions.evict();

    sessions.answer(request(4, 1), index(5), new Text("12345678901"));
    assertThat(sessions.exceeds(limits)).isTrue();
    sessions.evict();
    sessions.evict();
    assertThat(sessions.exceeds(limits)).isFalse();
    assertThat(sessions.standing(request(4, 1))).isEqualTo(ANSWERED);
  }

  @Test
  @DisplayName("§6.3 sessions that come from a snapshot remember and forget as the original does")
  void snapshotsKeepEverything() {
    Random random = new Random(3);
    for (int i = 1; i < 2_000; i++) {
      RequestId request = request(1 + random.nextInt(i), i);
      if (sessions.standing(request) == NEW) {
        sessions.answer(request, index(i), new Text("result " + i));
      } else {
        sessions.open(index(i));
      }
    }
    Sessions copy = restored(sessions.snapshot());
    assertThat(copy.snapshot()).containsExactlyElementsOf(sessions.snapshot());
    assertThat(copy.resultBytes()).isEqualTo(sessions.resultBytes());
    assertThat(copy.standing(request(2_000, 1))).isEqualTo(UNKNOWN);
    while (sessions.size() > 0) {
      assertThat(copy.evict()).isEqualTo(sessions.evict());
    }
  }

  @Test
  @DisplayName("§6.3 sessions that come from a snapshot know which others were opened before it")
  void snapshotsTellExpiredFromUnknown() {
    sessions.open(index(1));
    sessions.open(index(2));
    sessions.open(index(3));
    sessions.answer(request(1, 1), index(4), new Text("one"));
    sessions.evict();
    sessions.evict();
    Sessions copy = restored(sessions.snapshot());
    assertThat(copy.standing(request(3, 1))).isEqualTo(EXPIRED);

    sessions.open(index(6));
    sessions.answer(request(1, 2), index(7), new Text("two"));
    copy = restored(sessions.snapshot());
    assertThat(copy.standing(request(7, 1))).isEqualTo(EXPIRED);
    assertThat(copy.standing(request(8, 1))).isEqualTo(UNKNOWN);
  }

  @Test
  @DisplayName("a snapshot is a view of the past: it does not change with the sessions")
  void snapshotsDoNotChange() {
    sessions.open(index(1));
    sessions.answer(request(1, 1), index(2), new Text("old"));
    Iterable<Durable> snapshot = sessions.snapshot();
    List<Durable> before = new ArrayList<>();
    snapshot.forEach(before::add);

    sessions.answer(request(1, 2), index(3), new Text("new"));
    sessions.open(index(4));
    assertThat(snapshot).containsExactlyElementsOf(before);
  }

  private static Sessions restored(Iterable<Durable> pieces) {
    Sessions copy = new Sessions();
    for (Durable piece : pieces) {
      copy.restore((Sessions.SessionsPiece) piece);
    }
    return copy;
  }

  private static LogIndex index(long number) {
    return new LogIndex(number);
  }

  private static RequestId request(long session, long sequence) {
    return new RequestId(new SessionId(session), sequence);
  }
}
