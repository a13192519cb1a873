package ds.system.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.system.kv.server.FailingStorage.Trouble;
import ds.system.kv.server.KvServer.End;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.PutResponse;
import io.etcd.jetcd.options.GetOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A disk that fails ends its member, which has said nothing that the disk does not hold; and the
/// others go on.
@Timeout(300)
final class DiskTroubleTest {

  private static final int KEYS = 10;
  private static final GetOption ALL = GetOption.builder().isPrefix(true).build();
  private static final GetOption ALL_OF_THIS_MEMBER =
      GetOption.builder().isPrefix(true).withSerializable(true).build();

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"FULL", "WRITES_FAIL", "FORCES_FAIL"})
  @DisplayName("a member alone acknowledges nothing more, ends, and has all when it starts again")
  void alone(Trouble trouble) throws Exception {
    try (var cluster = Cluster.start(directory, "a")) {
      try (Client client = cluster.client()) {
        putAll(client, "k/before/");
        cluster.disk("a").begin(trouble);
        CompletableFuture<PutResponse> put = client.getKVClient().put(seq("lost"), seq("v"));
        assertThat(ended(cluster, "a")).isEqualTo(End.DISK_FAILED);
        cluster.stop("a");
        assertThat(put.isDone() && !put.isCompletedExceptionally()).as("acknowledged").isFalse();
      }

      cluster.disk("a").begin(Trouble.NONE);
      cluster.start("a");
      cluster.awaitLeader();
      try (Client client = cluster.client()) {
        assertThat(keys(client, ALL)).containsAll(expected("k/before/"));
        putAll(client, "k/after/");
      }
    }
  }

  @Test
  @DisplayName(
      "when the leader's disk is full the others go on, and it comes back when it has room")
  void leader() throws Exception {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      try (Client client = cluster.client()) {
        putAll(client, "k/before/");
      }
      String full = cluster.awaitLeader();
      cluster.disk(full).begin(Trouble.FULL);
      try (Client client = cluster.client(full)) {
        CompletableFuture<PutResponse> put = client.getKVClient().put(seq("meanwhile"), seq("v"));
        assertThat(ended(cluster, full)).isEqualTo(End.DISK_FAILED);
        assertThat(put).isNotDone();
      }
      cluster.stop(full);
      try (Client client = cluster.client()) {
        putAll(client, "k/meanwhile/");
      }

      assertThatThrownBy(() -> cluster.start(full))
          .as("a start on the full disk")
          .hasStackTraceContaining("are free on the test's disk");
      cluster.disk(full).begin(Trouble.NONE);
      cluster.start(full);
      cluster.awaitLeader();
      try (Client client = cluster.client(full)) {
        Patience.until(
            "it has caught up",
            () -> keys(client, ALL_OF_THIS_MEMBER).containsAll(expected("k/meanwhile/")));
        assertThat(keys(client, ALL_OF_THIS_MEMBER)).containsAll(expected("k/before/"));
      }
    }
  }

  @Test
  @DisplayName("a first start on a disk that fails ends with what is the matter")
  void atFirst() {
    try (var cluster = Cluster.of(directory, "a")) {
      cluster.disk("a").begin(Trouble.PAGES_FAIL);
      assertThatThrownBy(() -> cluster.start("a")).hasStackTraceContaining("Input/output error");
      cluster.disk("a").begin(Trouble.NONE);
      cluster.start("a");
      cluster.awaitLeader();
    }
  }

  @Test
  @DisplayName("on a disk with little room a member starts, says so, and makes no file in advance")
  void cramped() {
    try (var said = new Said();
        var cluster = Cluster.of(directory, "a")) {
      cluster.disk("a").begin(Trouble.CRAMPED);
      cluster.start("a");
      cluster.awaitLeader();
      try (Client client = cluster.client()) {
        putAll(client, "k/");
      }
      Patience.until(
          "it says so", () -> said.lines().stream().anyMatch(it -> it.startsWith("little room")));
      assertThat(directory.resolve("a/spare-2")).doesNotExist();
    }
  }

  private static End ended(Cluster cluster, String name) throws Exception {
    return cluster.end(name).get(Patience.SECONDS_MAX, TimeUnit.SECONDS);
  }

  private static void putAll(Client client, String prefix) {
    expected(prefix).forEach(key -> client.getKVClient().put(seq(key), seq("v")).join());
  }

  private static List<String> expected(String prefix) {
    return IntStream.range(0, KEYS).mapToObj(i -> prefix + i).toList();
  }

  private static List<String> keys(Client client, GetOption which) {
    return client.getKVClient().get(seq("k/"), which).join().getKvs().stream()
        .map(KeyValue::getKey)
        .map(key -> key.toString(UTF_8))
        .toList();
  }

  private static ByteSequence seq(String text) {
    return ByteSequence.from(text, UTF_8);
  }
}
