package ds.workbench.kv.flags;

import static ds.core.Context.MILLISECOND;
import static java.util.stream.Collectors.joining;

import ds.protocol.raft.RaftSettings;
import ds.system.kv.bootstrap.Beginning;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.server.ServerSettings;
import ds.system.kv.server.ServerSettings.Addresses;
import ds.system.kv.server.ServerSettings.Tuning;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags of a member, named as etcd names them.
public final class ServeFlags {

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "This member's name in --initial-cluster (${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where it keeps everything (NAME.etcd, if left out).")
  private @Nullable Path dataDir;

  @Option(
      names = "--listen-peer-urls",
      split = ",",
      paramLabel = "URL",
      defaultValue = "http://localhost:2380",
      description = "Where it listens for other members (${DEFAULT-VALUE}).")
  private List<String> listenPeers;

  @Option(
      names = "--listen-client-urls",
      split = ",",
      paramLabel = "URL",
      defaultValue = "http://localhost:2379",
      description = "Where it listens for clients (${DEFAULT-VALUE}).")
  private List<String> listenClients;

  @Option(
      names = "--listen-metrics-urls",
      split = ",",
      paramLabel = "URL",
      description = "Where /metrics, /health, /livez and /readyz are to be had besides.")
  private @Nullable List<String> listenMetrics;

  @Option(
      names = "--initial-advertise-peer-urls",
      split = ",",
      paramLabel = "URL",
      description = "Where other members reach it (as it listens, if left out).")
  private @Nullable List<String> advertisePeers;

  @Option(
      names = "--advertise-client-urls",
      split = ",",
      paramLabel = "URL",
      description = "Where clients reach it (as it listens, if left out).")
  private @Nullable List<String> advertiseClients;

  @Option(
      names = "--initial-cluster",
      paramLabel = "NAME=URL,…",
      description = "All members, for a first start (this one alone, if left out).")
  private @Nullable String initialCluster;

  @Option(
      names = "--initial-cluster-token",
      paramLabel = "TOKEN",
      defaultValue = "etcd-cluster",
      description = "Tells clusters apart that were begun at equal addresses (${DEFAULT-VALUE}).")
  private String token;

  @Option(
      names = "--initial-cluster-state",
      paramLabel = "new|existing",
      defaultValue = "new",
      description = "'existing' to join a cluster that this member was added to.")
  private String clusterState;

  @Option(
      names = "--heartbeat-interval",
      paramLabel = "MS",
      defaultValue = "75",
      description = "Between two heartbeats of a leader, in milliseconds (${DEFAULT-VALUE}).")
  private long heartbeat;

  @Option(
      names = "--election-timeout",
      paramLabel = "MS",
      defaultValue = "300",
      description =
          "How long a leader may be silent at least, in milliseconds; at most twice as long"
              + " (${DEFAULT-VALUE}).")
  private long election;

  @Option(
      names = "--quota-backend-bytes",
      paramLabel = "N",
      defaultValue = "2147483648",
      description =
          "Size of the store from which on it takes no more (${DEFAULT-VALUE}, and so is 0).")
  private long quota;

  @Option(
      names = "--snapshot-count",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Changes, or 32 MB of them, after which the log is cut (${DEFAULT-VALUE}).")
  private int snapshotCount;

  @Option(
      names = "--experimental-watch-progress-notify-interval",
      paramLabel = "SPAN",
      defaultValue = "10m",
      description =
          "How often a watch is told how far it has seen that asks for it (${DEFAULT-VALUE}).")
  private String progress;

  @Mixin private LimitFlags limits;

  @Mixin private CertificateFlags certificates;

  @Mixin private RetentionFlags retention;

  @Mixin private RecordFlags record;

  @Mixin private LogFlags logging;

  @Mixin private SettledFlags settled;

  /// How the server is to write its log.
  public LogFlags logging() {
    return logging;
  }

  /// What they say, once looked at.
  public ServerSettings settings() {
    settled.demand();
    List<ServerUrl> peers = urls("--listen-peer-urls", listenPeers);
    List<ServerUrl> clients = urls("--listen-client-urls", listenClients);
    List<ServerUrl> metrics =
        listenMetrics == null ? List.of() : urls("--listen-metrics-urls", listenMetrics);
    List<ServerUrl> advertisedPeers =
        advertisePeers == null ? peers : urls("--initial-advertise-peer-urls", advertisePeers);
    return new ServerSettings(
        name,
        dataDir == null ? Path.of(name + ".etcd") : dataDir,
        new Addresses(
            peers,
            advertisedPeers,
            clients,
            advertiseClients == null ? clients : urls("--advertise-client-urls", advertiseClients),
            metrics),
        beginning(advertisedPeers),
        certificates.security(peers, clients, metrics),
        tuning());
  }

  private static List<ServerUrl> urls(String flag, List<String> texts) {
    try {
      return texts.stream().map(ServerUrl::parse).toList();
    } catch (IllegalArgumentException e) {
      throw Complaint.of(Exit.USAGE, flag + ": " + e.getMessage(), "expected http://HOST:PORT");
    }
  }

  private Beginning beginning(List<ServerUrl> self) {
    if (!clusterState.equals("new") && !clusterState.equals("existing")) {
      throw Complaint.unknown("state of a cluster", clusterState, List.of("new", "existing"));
    }
    String members =
        initialCluster == null
            ? self.stream().map(url -> name + "=" + url).collect(joining(","))
            : initialCluster;
    try {
      InitialCluster cluster = InitialCluster.parse(members, token);
      if (cluster.member(name).isEmpty()) {
        throw Complaint.of(
            Exit.USAGE,
            "--initial-cluster does not name '" + name + "'",
            "expected it among " + cluster.members().stream().map(it -> it.name()).toList());
      }
      return new Beginning(cluster, clusterState.equals("new"));
    } catch (IllegalArgumentException e) {
      throw Complaint.of(
          Exit.USAGE, "--initial-cluster: " + e.getMessage(), "expected NAME=URL,NAME=URL");
    }
  }

  private static void demandAtLeast(int least, String flag, long value) {
    if (value < least) {
      throw Complaint.of(Exit.USAGE, flag + " " + value, "expected " + least + " or more");
    }
  }

  private Tuning tuning() {
    if (heartbeat < 1 || election <= heartbeat || election > 3_600_000) {
      throw Complaint.of(
          Exit.USAGE,
          "--heartbeat-interval " + heartbeat + " and --election-timeout " + election,
          "expected some heartbeats within an election timeout of at most an hour");
    }
    demandAtLeast(0, "--quota-backend-bytes", quota);
    demandAtLeast(1, "--snapshot-count", snapshotCount);
    RaftSettings usual = Tuning.DEFAULT.raft();
    RaftSettings.Compaction cut = usual.compaction();
    RaftSettings raft =
        usual
            .with(
                new RaftSettings.Timing(
                    heartbeat * MILLISECOND, election * MILLISECOND, 2 * election * MILLISECOND))
            .with(
                new RaftSettings.Compaction(
                    snapshotCount, cut.logBytesMax(), cut.entriesKept(), cut.chunkPiecesMax()));
    return new Tuning(
        raft,
        quota == 0 ? Tuning.DEFAULT.quotaBytes() : quota, // as in etcd
        limits.limits(),
        retention.retention(),
        record.recorded(),
        LimitFlags.nanos("--experimental-watch-progress-notify-interval", progress));
  }
}
