package ds.system.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client of etcd at each of three members: it makes no difference which.
@Timeout(300)
final class ClusterTest {

  @TempDir private static Path directory;
  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(directory, "a", "b", "c");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  @DisplayName("what is put at one member is read at all, and deleted for all")
  void putGetDelete(String name) {
    ByteSequence key = seq("put/" + name);
    try (Client client = cluster.client(name);
        Client others = cluster.client()) {
      var put = client.getKVClient().put(key, seq("v")).join();
      var found = others.getKVClient().get(key).join();
      assertThat(found.getKvs()).hasSize(1);
      assertThat(found.getKvs().getFirst().getModRevision())
          .isEqualTo(put.getHeader().getRevision());

      assertThat(client.getKVClient().delete(key, DeleteOption.DEFAULT).join().getDeleted())
          .isEqualTo(1);
      assertThat(others.getKVClient().get(key).join().getCount()).isZero();
    }
  }

  @Test
  @DisplayName("of more keys than a member walks in a step, all are found")
  void manyKeys() {
    int keys = 1_200;
    try (Client client = cluster.client()) {
      for (int i = 0; i < keys; i += 100) {
        Op[] puts =
            IntStream.range(i, i + 100)
                .mapToObj(k -> Op.put(seq("many/" + k), seq("v"), PutOption.DEFAULT))
                .toArray(Op[]::new);
        client.getKVClient().txn().Then(puts).commit().join();
      }
      var all = GetOption.builder().isPrefix(true).build();
      assertThat(client.getKVClient().get(seq("many/"), all).join().getKvs()).hasSize(keys);
      var count = GetOption.builder().isPrefix(true).withCountOnly(true).build();
      assertThat(client.getKVClient().get(seq("many/"), count).join().getCount()).isEqualTo(keys);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  @DisplayName("of two transactions that want to be first, one is")
  void transaction(String name) {
    ByteSequence key = seq("txn/" + name);
    try (Client client = cluster.client(name)) {
      var isFree = new Cmp(key, Cmp.Op.EQUAL, CmpTarget.createRevision(0));
      var first =
          client
              .getKVClient()
              .txn()
              .If(isFree)
              .Then(Op.put(key, seq("mine"), PutOption.DEFAULT))
              .commit()
              .join();
      assertThat(first.isSucceeded()).isTrue();
      var second =
          client
              .getKVClient()
              .txn()
              .If(isFree)
              .Then(Op.put(key, seq("yours"), PutOption.DEFAULT))
              .Else(Op.get(key, GetOption.DEFAULT))
              .commit()
              .join();
      assertThat(second.isSucceeded()).isFalse();
      assertThat(second.getGetResponses().getFirst().getKvs().getFirst().getValue())
          .isEqualTo(seq("mine"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  @DisplayName("a watch at one member sees all that is put at the others, once and in order")
  void watch(String name) throws InterruptedException {
    ByteSequence key = seq("watch/" + name);
    var seen = new LinkedBlockingQueue<WatchEvent>();
    try (Client client = cluster.client(name);
        Client others = cluster.client()) {
      long before = others.getKVClient().put(key, seq("0")).join().getHeader().getRevision();
      var from = WatchOption.builder().withRevision(before).build();
      try (Watch.Watcher _ =
          client.getWatchClient().watch(key, from, it -> seen.addAll(it.getEvents()))) {
        for (int i = 1; i < 20; i++) {
          others.getKVClient().put(key, seq(String.valueOf(i))).join();
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          WatchEvent event = seen.poll(Patience.SECONDS_MAX, TimeUnit.SECONDS);
          values.add(event == null ? "nothing" : event.getKeyValue().getValue().toString());
        }
        assertThat(values).startsWith("0", "1", "2").endsWith("18", "19").hasSize(20);
        assertThat(seen).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  @DisplayName("a lease is kept at one member and ended at another, and its keys go with it")
  void lease(String name) {
    ByteSequence key = seq("lease/" + name);
    try (Client client = cluster.client(name);
        Client others = cluster.client()) {
      long id = client.getLeaseClient().grant(60).join().getID();
      var attached = PutOption.builder().withLeaseId(id).build();
      client.getKVClient().put(key, seq("v"), attached).join();
      assertThat(client.getLeaseClient().keepAliveOnce(id).join().getTTL()).isEqualTo(60);

      others.getLeaseClient().revoke(id).join();
      assertThat(client.getKVClient().get(key).join().getCount()).isZero();
    }
  }

  @Test
  @DisplayName("a lease that nobody keeps ends by itself, not before its time")
  void expiry() {
    ByteSequence key = seq("expiry");
    try (Client client = cluster.client(cluster.follower())) {
      long seconds = 2;
      long before = System.nanoTime();
      while (!isAttached(client, key, seconds)) {
        seconds *= 2;
        before = System.nanoTime();
      }
      Patience.until("the key is gone", () -> client.getKVClient().get(key).join().getCount() == 0);
      assertThat(System.nanoTime() - before).isGreaterThan(TimeUnit.SECONDS.toNanos(seconds));
    }
  }

  /// Puts a key with a new lease.
  ///
  /// @return whether the machine was fast enough to do so while the lease lived
  private static boolean isAttached(Client client, ByteSequence key, long seconds) {
    long lease = client.getLeaseClient().grant(seconds).join().getID();
    var attached = PutOption.builder().withLeaseId(lease).build();
    try {
      client.getKVClient().put(key, seq("v"), attached).join();
      return true;
    } catch (CompletionException e) {
      assertThat(e).hasMessageContaining("requested lease not found");
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  @DisplayName("a lock that one holds, another gets after it")
  void lock(String name) {
    ByteSequence key = seq("lock/" + name);
    try (Client client = cluster.client(name);
        Client others = cluster.client()) {
      long mine = client.getLeaseClient().grant(60).join().getID();
      long theirs = others.getLeaseClient().grant(60).join().getID();
      var held = client.getLockClient().lock(key, mine).join();
      var waiting = others.getLockClient().lock(key, theirs);
      var inLine = GetOption.builder().isPrefix(true).withCountOnly(true).build();
      Patience.until(
          "both stand in line", () -> client.getKVClient().get(key, inLine).join().getCount() == 2);
      assertThat(waiting).isNotDone();

      client.getLockClient().unlock(held.getKey()).join();
      assertThat(waiting.join().getKey()).isNotEqualTo(held.getKey());
    }
  }

  private static ByteSequence seq(String text) {
    return ByteSequence.from(text, UTF_8);
  }
}
