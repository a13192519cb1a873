package ds.trial.kv.load;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.kv.load.FakeStore.Pending;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A load on servers that do as they are told.
@Timeout(300)
class LoadTest {

  private static final int KEYS = 500;
  private static final Content CONTENT = new Content(KEYS, 300);
  private static final long LONG = 60_000_000_000L;
  private static final long SHORT = 1_000_000L;

  @Test
  @DisplayName("a store is filled with every key once, and its values are as long as was said")
  void fills() throws Exception {
    try (var store = new FakeStore(true)) {
      List<Long> heard = new ArrayList<>();
      Load.fill(store.addresses(), LoadPlan.closed(CONTENT, Mix.PUT, 16), heard::add);
      assertThat(heard).isSorted().endsWith((long) KEYS);
      assertThat(store.values)
          .hasSize(KEYS)
          .containsKeys("00000000", "00000499")
          .allSatisfy((_, value) -> assertThat(value.size()).isEqualTo(300));
    }
  }

  @Test
  @DisplayName("as many requests are in flight as was said, and another when one is answered")
  void closedLoop() throws Exception {
    try (var store = new FakeStore(false);
        var load = Load.begin(store.addresses(), LoadPlan.closed(CONTENT, Mix.PUT, 5))) {
      List<Pending> first = take(store, 5);
      assertThat(store.pending).isEmpty();
      first.subList(0, 2).forEach(Pending::succeed);
      take(store, 2);
      assertThat(store.pending).isEmpty();
      Tally tally = load.take();
      assertThat(tally.latencies().count()).isEqualTo(2);
      assertThat(tally.latencies().quantile(0.5)).isPositive();
      assertThat(load.take().latencies().count()).isZero();
    }
  }

  @Test
  @DisplayName("what was refused is counted by its code and sent again")
  void refusal() throws Exception {
    try (var store = new FakeStore(false);
        var load = Load.begin(store.addresses(), LoadPlan.closed(CONTENT, Mix.PUT, 1))) {
      Pending refused = take(store, 1).getFirst();
      refused.fail(Status.RESOURCE_EXHAUSTED);
      Pending again = take(store, 1).getFirst();
      assertThat(again.request()).isEqualTo(refused.request());
      assertThat(load.take().errors()).containsEntry("RESOURCE_EXHAUSTED", 1L).hasSize(1);
    }
  }

  @Test
  @DisplayName("who gets no answer in time turns to another server")
  void patience() throws Exception {
    LoadPlan plan = LoadPlan.closed(CONTENT, Mix.PUT, 1).over(2).within(100 * SHORT);
    try (var silent = new FakeStore(false);
        var other = new FakeStore(true);
        var load = Load.begin(List.of(silent.address(), other.address()), plan)) {
      Tally tally = until(load, it -> it.latencies().count() > 0);
      assertThat(tally.errors()).containsKey("CANCELLED");
      assertThat(tally.longestSilence()).isGreaterThanOrEqualTo(100 * SHORT);
      assertThat(silent.pending).isNotEmpty();
    }
  }

  @Test
  @DisplayName("a read that finds nothing is told from one that finds a value")
  void misses() throws Exception {
    try (var store = new FakeStore(true)) {
      LoadPlan plan = LoadPlan.closed(CONTENT, Mix.GET, 2).within(LONG);
      try (var load = Load.begin(store.addresses(), plan)) {
        assertThat(until(load, it -> it.latencies().count() > 10).missing()).isPositive();
      }
      Load.fill(store.addresses(), LoadPlan.closed(CONTENT, Mix.PUT, 16));
      try (var load = Load.begin(store.addresses(), plan)) {
        assertThat(until(load, it -> it.latencies().count() > 10).missing()).isZero();
      }
    }
  }

  @Test
  @DisplayName("at a rate, who had to wait for a slow server counts from when it was due")
  void openLoop() throws Exception {
    LoadPlan plan = LoadPlan.closed(CONTENT, Mix.PUT, 1).at(1_000);
    try (var store = new FakeStore(false);
        var load = Load.begin(store.addresses(), plan)) {
      Pending slow = take(store, 1).getFirst();
      // Meanwhile others are due, and there is nobody to send them.
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < 50 * SHORT) {
        Thread.onSpinWait();
      }
      slow.succeed();
      take(store, 1).getFirst().succeed();
      Tally tally = until(load, it -> it.latencies().count() == 2);
      assertThat(tally.latencies().quantile(0.5)).isGreaterThan(40 * SHORT);
    }
  }

  private static List<Pending> take(FakeStore store, int count) throws InterruptedException {
    List<Pending> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Pending next = store.pending.poll(60, SECONDS);
      assertThat(next).as("request %d of %d", i + 1, count).isNotNull();
      taken.add(next);
    }
    return taken;
  }

  private static Tally until(Load load, Predicate<Tally> isEnough) {
    var sum = new Tally();
    long begun = System.nanoTime();
    while (!isEnough.test(sum) && System.nanoTime() - begun < LONG) {
      sum.add(load.take());
      Thread.onSpinWait();
    }
    return sum;
  }
}
