package ds.system.kv.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.protocol.raft.RaftSettings.Compaction;
import ds.runtime.file.DiskStorage;
import ds.runtime.recorder.RecorderSettings;
import ds.runtime.recorder.form.Shelf;
import ds.runtime.recorder.form.Shelf.Place;
import ds.runtime.recorder.replay.Difference;
import ds.runtime.recorder.replay.Recording;
import ds.runtime.recorder.replay.Replayed;
import ds.runtime.recorder.replay.Rerun;
import ds.system.kv.codec.MemberScript;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.server.ServerSettings.Recorded;
import ds.system.kv.server.ServerSettings.Tuning;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What was recorded of servers that clients use, lived once more.
@Timeout(300)
final class RecordingTest {

  /// So few entries are kept that who was away needs a snapshot.
  private static final Tuning FORGETFUL =
      new Tuning(
          Tuning.DEFAULT.raft().with(new Compaction(40, 1 << 20, 5, 4)),
          Tuning.DEFAULT.quotaBytes(),
          Tuning.DEFAULT.limits(),
          Tuning.DEFAULT.retention(),
          Tuning.DEFAULT.recorded());

  private static final int KEYS = 100;

  @TempDir private Path directory;

  @Test
  @DisplayName("members do in a replay what they did, over restarts and snapshots")
  void replays() throws Exception {
    Path recordings = directory.resolve("recordings");
    Tuning tuning = FORGETFUL.with(new Recorded(recordings, RecorderSettings.DEFAULT));
    try (var cluster = Cluster.of(directory, "a", "b", "c")) {
      for (String name : List.of("a", "b", "c")) {
        cluster.start(recorded(cluster, name, tuning));
      }
      String away = cluster.follower();
      try (Client client = cluster.client()) {
        use(client);
        cluster.stop(away);
        for (int i = 0; i < KEYS; i++) {
          client.getKVClient().put(seq("key " + i), seq("value " + i)).join();
        }
      }
      cluster.start(recorded(cluster, away, tuning));
      try (Client client = cluster.client(away)) {
        var all = GetOption.builder().isPrefix(true).build();
        assertThat(client.getKVClient().get(seq("key"), all).join().getCount()).isEqualTo(KEYS);
        secure(client);
      }
    }
    Map<String, Integer> seen = new TreeMap<>();
    List<Place> places = new Shelf(recordings, DiskStorage.forReading()).places();
    assertThat(places).hasSize(4);
    for (Place place : places) {
      assertThat(differences(place, seen)).as(place.toString()).isEmpty();
    }
    assertThat(seen).containsKeys("Started", "Calls", "InstallSnapshot", "TimerFired");
    assertThat(bytes(recordings)).contains("value 7").doesNotContain("open sesame");
  }

  private static ServerSettings recorded(Cluster cluster, String name, Tuning tuning) {
    ServerSettings usual = cluster.settings(name);
    return new ServerSettings(
        usual.name(), usual.data(), usual.addresses(), usual.beginning(), usual.security(), tuning);
  }

  private static void use(Client client) throws Exception {
    var kv = client.getKVClient();
    try (Watch.Watcher _ = client.getWatchClient().watch(seq("x"), _ -> {})) {
      long lease = client.getLeaseClient().grant(600).join().getID();
      client.getLeaseClient().keepAliveOnce(lease).join();
      kv.put(seq("x"), seq("1"), PutOption.builder().withLeaseId(lease).build()).join();
      kv.txn()
          .If(new Cmp(seq("x"), Cmp.Op.EQUAL, CmpTarget.value(seq("1"))))
          .Then(Op.put(seq("x"), seq("2"), PutOption.DEFAULT))
          .commit()
          .join();
      client.getLeaseClient().revoke(lease).join();
    }
    kv.compact(kv.get(seq("x")).join().getHeader().getRevision()).join();
    client.getClusterClient().listMember().join();
    var content = new ByteArrayOutputStream();
    client.getMaintenanceClient().snapshot(content).join();
    assertThat(content.size()).isPositive();
  }

  private static void secure(Client client) {
    var auth = client.getAuthClient();
    auth.userAdd(seq("root"), seq("open sesame")).join();
    auth.roleAdd(seq("root")).join();
    auth.userGrantRole(seq("root"), seq("root")).join();
    auth.authEnable().join();
  }

  private static List<Difference> differences(Place place, Map<String, Integer> seen)
      throws Exception {
    List<Difference> differences = new ArrayList<>();
    try (var recording = Recording.open(place, DiskStorage.forReading())) {
      var member = MemberScript.member(recording.origin().id(), recording.origin().settings());
      var rerun = new Rerun<>(recording, MemberScript.script(), member);
      while (differences.isEmpty() && rerun.next().isPresent()) {
        Replayed<MemberMessage> step = rerun.step();
        step.difference().ifPresent(differences::add);
        seen.merge(kind(step), 1, Integer::sum);
      }
    }
    return differences;
  }

  private static String kind(Replayed<MemberMessage> step) {
    return switch (step.step().event()) {
      case Received<MemberMessage>(_, MemberMessage.ForRaft(var message)) ->
          message.getClass().getSimpleName();
      case Received<MemberMessage>(_, var message) -> message.getClass().getSimpleName();
      case Started<MemberMessage> _ -> "Started";
      case TimerFired<MemberMessage> _ -> "TimerFired";
    };
  }

  private static String bytes(Path recordings) throws Exception {
    var text = new StringBuilder();
    try (var files = Files.walk(recordings)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
    return text.toString();
  }

  private static ByteSequence seq(String text) {
    return ByteSequence.from(text, UTF_8);
  }
}
