package ds.system.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.system.kv.server.ServerSettings.Tuning;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.maintenance.AlarmMember;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A member whose store has reached its quota, and the operator's way back.
@Timeout(300)
final class FullStoreTest {

  private static final long QUOTA_BYTES = 300_000;
  private static final ByteSequence VALUE = seq("v".repeat(1_000));

  @TempDir private Path directory;

  @Test
  @DisplayName(
      "a full store lets its clients delete, shrinks by a compaction, and takes puts again")
  void wayBack() {
    try (var cluster = Cluster.of(directory, "a")) {
      cluster.start(small(cluster.settings("a")));
      cluster.awaitLeader();
      try (Client client = cluster.client()) {
        KV kv = client.getKVClient();
        assertThatThrownBy(() -> fill(kv)).hasMessageContaining("database space exceeded");
        AlarmMember alarm = Patience.until("an alarm", () -> alarms(client).stream().findFirst());

        var all = DeleteOption.builder().isPrefix(true).build();
        var deleted = kv.txn().Then(Op.delete(seq("k"), all)).commit().join();
        assertThat(deleted.isSucceeded()).isTrue();
        kv.compact(deleted.getHeader().getRevision()).join();
        Patience.until("there is room", () -> size(client, cluster) < QUOTA_BYTES / 2);

        client.getMaintenanceClient().alarmDisarm(alarm).join();
        kv.put(seq("k"), VALUE).join();
        assertThat(alarms(client)).isEmpty();
      }
    }
  }

  private static ServerSettings small(ServerSettings usual) {
    var tuning =
        new Tuning(
            Tuning.DEFAULT.raft(),
            QUOTA_BYTES,
            Tuning.DEFAULT.limits(),
            Tuning.DEFAULT.retention(),
            Tuning.DEFAULT.recorded());
    return new ServerSettings(
        usual.name(), usual.data(), usual.addresses(), usual.beginning(), usual.security(), tuning);
  }

  private static void fill(KV kv) {
    for (int i = 0; i < 10_000; i++) {
      kv.put(seq("k" + i), VALUE).join();
    }
  }

  private static long size(Client client, Cluster cluster) {
    return client.getMaintenanceClient().statusMember(cluster.endpoint("a")).join().getDbSize();
  }

  private static List<AlarmMember> alarms(Client client) {
    return client.getMaintenanceClient().listAlarms().join().getAlarms();
  }

  private static ByteSequence seq(String text) {
    return ByteSequence.from(text, UTF_8);
  }
}
