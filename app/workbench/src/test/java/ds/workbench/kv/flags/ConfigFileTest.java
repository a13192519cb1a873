package ds.workbench.kv.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.compaction.Retention;
import ds.system.kv.front.server.Endpoint;
import ds.system.kv.server.ServerSettings;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

  @TempDir private Path directory;

  @Test
  void saysWhatFlagsSay() throws IOException {
    ServerSettings settings =
        read(
            """
            # as etcd's sample has it
            name: a
            data-dir:
            listen-client-urls: http://127.0.0.1:1,http://127.0.0.1:2
            listen-peer-urls:
              - http://127.0.0.1:3
            heartbeat-interval: 20
            auto-compaction-mode: periodic
            auto-compaction-retention: "1h30m"
            initial-cluster: 'a=http://127.0.0.1:3,b=http://127.0.0.1:4'
            """);
    assertThat(settings.name()).isEqualTo("a");
    assertThat(settings.data()).isEqualTo(Path.of("a.etcd"));
    assertThat(settings.addresses().clients()).hasSize(2);
    assertThat(settings.addresses().peers()).hasSize(1);
    assertThat(settings.tuning().raft().timing().heartbeat()).isEqualTo(20_000_000);
    assertThat(settings.beginning().cluster().members()).hasSize(2);
    assertThat(settings.tuning().retention())
        .isEqualTo(new Retention.Span(TimeUnit.MINUTES.toNanos(90)));
  }

  @Test
  void hasSectionsForCertificates() throws IOException {
    Path pem = Files.createFile(directory.resolve("pem"));
    ServerSettings settings =
        read(
            """
            listen-client-urls: https://127.0.0.1:1
            listen-peer-urls: https://127.0.0.1:2
            client-transport-security:
              cert-file: %1$s
              key-file: %1$s
              trusted-ca-file: %1$s
              client-cert-auth: true
            peer-transport-security:
              cert-file: %1$s
              key-file: %1$s
              trusted-ca-file: %1$s
              client-cert-auth: true
            """
                .formatted(pem));
    assertThat(settings.security().clients())
        .contains(new Endpoint.Tls(pem, pem, Optional.of(pem), true));
    assertThat(settings.security().peers().orElseThrow().key()).isEqualTo(pem);
  }

  @Test
  void asksForCertificatesOfTheAuthorityThatItTrusts() throws IOException {
    Path pem = Files.createFile(directory.resolve("pem"));
    ServerSettings settings =
        read(
            """
            listen-client-urls: https://127.0.0.1:1
            client-transport-security:
              cert-file: %1$s
              key-file: %1$s
              trusted-ca-file: %1$s
              client-cert-auth: false
            peer-transport-security:
              client-cert-auth: false
            """
                .formatted(pem));
    assertThat(settings.security().clients())
        .contains(new Endpoint.Tls(pem, pem, Optional.of(pem), false));
    assertThat(settings.security().peers()).isEmpty();
  }

  @Test
  void takesWhatFilesForEtcdSayOfWhatIsSoAnyway() throws IOException {
    read(
        """
        logger: zap
        metrics: basic
        proxy: 'off'
        strict-reconfig-check: true
        pre-vote: true
        enable-v2: false
        force-new-cluster: false
        experimental-initial-corrupt-check: true
        """);
    assertThatThrownBy(() -> read("enable-v2: true\n"))
        .hasMessageContaining("--enable-v2 true; expected false, as there is no v2 API");
  }

  @Test
  void takesBoundsAndWhereMetersAreShown() throws IOException {
    ServerSettings settings =
        read(
            """
            listen-metrics-urls: http://127.0.0.1:3,http://127.0.0.1:4
            snapshot-count: 5
            max-concurrent-streams: 4294967295
            grpc-keepalive-min-time: 500ms
            grpc-keepalive-interval: 1m30s
            grpc-keepalive-timeout: 10s
            experimental-watch-progress-notify-interval: 5s
            """);
    assertThat(settings.addresses().metrics())
        .containsExactly(
            ServerUrl.parse("http://127.0.0.1:3"), ServerUrl.parse("http://127.0.0.1:4"));
    assertThat(settings.tuning().raft().compaction().logEntriesMax()).isEqualTo(5);
    assertThat(settings.tuning().progressNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(5));
    Endpoint.Limits limits = settings.tuning().limits();
    assertThat(limits.streamsPerConnectionMax()).isEqualTo(Integer.MAX_VALUE);
    assertThat(limits.keepAlive())
        .isEqualTo(
            new Endpoint.KeepAlive(
                TimeUnit.MILLISECONDS.toNanos(500),
                TimeUnit.SECONDS.toNanos(90),
                TimeUnit.SECONDS.toNanos(10)));
  }

  @Test
  void leavesOutWhatIsByDefault() throws IOException {
    assertThat(read("").name()).isEqualTo("default");
    assertThat(read("").tuning()).isEqualTo(ServerSettings.Tuning.DEFAULT);
    assertThat(read("").addresses().metrics()).isEmpty();
    assertThat(read("client-transport-security:\n").name()).isEqualTo("default");
  }

  @Test
  void refusesWhatItDoesNotKnowAndSaysWhere() {
    refuses("name: a\nwal-dir: b\n", "line 2: unknown setting 'wal-dir'");
    refuses("name: a\nnmae: b\n", "line 2: unknown setting 'nmae'", "did you mean 'name'?");
    refuses("cert-file: a\n", "line 1: unknown setting 'cert-file'");
    refuses("peer-transport-security:\n  cert: a\n", "line 2: unknown setting 'cert'");
    refuses("name: a\n\nname: b\n", "line 3: 'name' is set in line 1 too");
    refuses("name: a\nheartbeat-interval: soon\n", "line 2", "'soon'");
    refuses("name: {a: b}\n", "line 1: 'name' has settings of its own");
    refuses("name: [a\n", "line 2: expected");
    refuses("a", "line 1");
  }

  private ServerSettings read(String text) throws IOException {
    return ConfigFile.read(Files.writeString(directory.resolve("kv.yaml"), text)).settings();
  }

  private void refuses(String text, String... parts) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            Complaint.class, it -> assertThat(it.exit()).isEqualTo(Exit.MALFORMED))
        .hasMessageContainingAll(parts);
  }
}
