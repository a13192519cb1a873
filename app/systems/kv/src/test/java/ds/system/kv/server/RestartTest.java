package ds.system.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Members come and go, and what they hold stays.
@Timeout(300)
final class RestartTest {

  private static final int KEYS = 20;
  private static final GetOption ALL = GetOption.builder().isPrefix(true).build();

  @TempDir private Path directory;

  @Test
  @DisplayName("all members stop and start, and everything is as it was")
  void all() {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      long lease;
      try (Client client = cluster.client()) {
        put(client, "x/");
        lease = client.getLeaseClient().grant(600).join().getID();
        var attached = PutOption.builder().withLeaseId(lease).build();
        client.getKVClient().put(seq("leased"), seq("v"), attached).join();
      }
      cluster.running().forEach(cluster::stop);
      List.of("a", "b", "c").forEach(cluster::start);
      cluster.awaitLeader();

      for (String name : cluster.running()) {
        try (Client client = cluster.client(name)) {
          assertThat(client.getKVClient().get(seq("x/"), ALL).join().getKvs())
              .hasSize(KEYS)
              .allMatch(it -> it.getVersion() == 1);
          var leased = client.getKVClient().get(seq("leased")).join().getKvs().getFirst();
          assertThat(leased.getLease()).isEqualTo(lease);
        }
      }
    }
  }

  @Test
  @DisplayName("a member that was away learns what it has missed")
  void one() {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      String away = cluster.follower();
      cluster.stop(away);
      try (Client client = cluster.client()) {
        put(client, "x/");
      }
      cluster.start(away);
      try (Client client = cluster.client(away)) {
        assertThat(client.getKVClient().get(seq("x/"), ALL).join().getCount()).isEqualTo(KEYS);
      }
    }
  }

  @Test
  @DisplayName("without its leader a cluster takes writes all the same")
  void leader() {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      String old = cluster.awaitLeader();
      cluster.stop(old);
      try (Client client = cluster.client()) {
        put(client, "x/");
        assertThat(cluster.awaitLeader()).isNotEqualTo(old);
      }
    }
  }

  @Test
  @DisplayName("a member alone is a cluster, too")
  void alone() {
    try (var cluster = Cluster.start(directory, "a")) {
      try (Client client = cluster.client()) {
        put(client, "x/");
      }
      cluster.stop("a");
      cluster.start("a");
      try (Client client = cluster.client()) {
        assertThat(client.getKVClient().get(seq("x/"), ALL).join().getCount()).isEqualTo(KEYS);
      }
    }
  }

  private static void put(Client client, String prefix) {
    for (int i = 0; i < KEYS; i++) {
      client.getKVClient().put(seq(prefix + i), seq("v")).join();
    }
  }

  private static ByteSequence seq(String text) {
    return ByteSequence.from(text, UTF_8);
  }
}
