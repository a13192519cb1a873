package ds.system.kv.lease;

import static org.assertj.core.api.Assertions.assertThat;

import ds.protocol.rsm.state.PersistentMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private static final long SECOND = 1_000_000_000L;

  private final Deadlines deadlines = new Deadlines();

  @Test
  @DisplayName("a lease is due when its life is over, and not a nanosecond before")
  void due() {
    deadlines.granted(1, 10, 0);
    assertThat(deadlines.due(10 * SECOND - 1, 5)).isEmpty();
    assertThat(deadlines.due(10 * SECOND, 5)).containsExactly(1L);
  }

  @Test
  @DisplayName("the end of a lease is asked for again until the lease is gone")
  void retry() {
    deadlines.granted(1, 10, 0);
    assertThat(deadlines.due(10 * SECOND, 5)).containsExactly(1L);
    assertThat(deadlines.due(11 * SECOND, 5)).isEmpty();
    assertThat(deadlines.due(13 * SECOND, 5)).containsExactly(1L);
    deadlines.revoked(1);
    assertThat(deadlines.due(99 * SECOND, 5)).isEmpty();
  }

  @Test
  @DisplayName("those that ended first are named first, and no more than wanted")
  void order() {
    deadlines.granted(1, 30, 0);
    deadlines.granted(2, 10, 0);
    deadlines.granted(3, 20, 0);
    assertThat(deadlines.due(60 * SECOND, 2)).containsExactly(2L, 3L);
    assertThat(deadlines.due(60 * SECOND, 2)).containsExactly(1L);
  }

  @Test
  @DisplayName("a new life that begins a little later does not end the old one earlier")
  void keepAliveFromLaterOn() {
    deadlines.granted(1, 10, 0);
    assertThat(deadlines.keepAlive(1, 9 * SECOND, 10 * SECOND)).hasValue(10);
    assertThat(deadlines.remainingNanos(1, 12 * SECOND)).hasValue(8 * SECOND);
  }

  @Test
  @DisplayName("keeping alive gives the whole life again, unless the end is on its way")
  void keepAlive() {
    deadlines.granted(1, 10, 0);
    assertThat(deadlines.keepAlive(1, 9 * SECOND, 9 * SECOND)).hasValue(10);
    assertThat(deadlines.remainingNanos(1, 12 * SECOND)).hasValue(7 * SECOND);
    assertThat(deadlines.due(12 * SECOND, 5)).isEmpty();
    assertThat(deadlines.keepAlive(1, 19 * SECOND, 19 * SECOND)).isEmpty();
    assertThat(deadlines.remainingNanos(1, 20 * SECOND)).hasValue(0);
    assertThat(deadlines.keepAlive(2, 0, 0)).isEmpty();
    assertThat(deadlines.remainingNanos(2, 0)).isEmpty();
  }

  @Test
  @DisplayName("a new leader gives every lease its whole life, and a follower forgets them")
  void leaders() {
    deadlines.granted(7, 1, 0);
    deadlines.lead(
        PersistentMap.<Long, Long>empty().put(1L, 10L).put(2L, Leases.TTL_SECONDS_MAX),
        100 * SECOND);
    assertThat(deadlines.due(109 * SECOND, 5)).isEmpty();
    assertThat(deadlines.due(110 * SECOND, 5)).containsExactly(1L);
    assertThat(deadlines.remainingNanos(2, 110 * SECOND).orElseThrow()).isGreaterThan(SECOND);
    deadlines.follow();
    assertThat(deadlines.due(200 * SECOND, 5)).isEmpty();
  }

  @Test
  @DisplayName("no lease is due before its life is over since it was last granted or kept alive")
  void neverEarly() {
    var random = new Random(3);
    var ends = new TreeMap<Long, Long>();
    long now = 0;
    for (int step = 0; step < 50_000; step++) {
      now += random.nextLong(SECOND);
      long lease = 1L + random.nextInt(50);
      if (random.nextInt(10) == 0) {
        deadlines.revoked(lease);
        ends.remove(lease);
      } else if (!ends.containsKey(lease)) {
        deadlines.granted(lease, lease, now);
        ends.put(lease, now + lease * SECOND);
      } else if (deadlines.keepAlive(lease, now, now).isPresent()) {
        assertThat(ends.get(lease)).isGreaterThan(now);
        ends.put(lease, now + lease * SECOND);
      }
      for (long due : deadlines.due(now, 3)) {
        assertThat(ends.get(due)).isLessThanOrEqualTo(now);
      }
    }
  }
}
