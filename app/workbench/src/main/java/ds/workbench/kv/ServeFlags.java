package ds.workbench.kv;

import static ds.core.Context.MILLISECOND;
import static java.util.stream.Collectors.joining;

import ds.protocol.raft.RaftSettings;
import ds.runtime.transport.tls.TlsFiles;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.front.server.Endpoint;
import ds.system.kv.server.ServerSettings;
import ds.system.kv.server.ServerSettings.Addresses;
import ds.system.kv.server.ServerSettings.Beginning;
import ds.system.kv.server.ServerSettings.Security;
import ds.system.kv.server.ServerSettings.Tuning;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags of a member, named as etcd names them.
final class ServeFlags {

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
      names = "--max-txn-ops",
      paramLabel = "N",
      defaultValue = "128",
      description = "Operations of one transaction (${DEFAULT-VALUE}).")
  private int txnOperations;

  @Option(
      names = "--max-request-bytes",
      paramLabel = "N",
      defaultValue = "1572864",
      description = "Size of a request (${DEFAULT-VALUE}).")
  private int requestBytes;

  @Option(names = "--cert-file", paramLabel = "FILE", description = "Certificate for clients.")
  private @Nullable Path certificate;

  @Option(names = "--key-file", paramLabel = "FILE", description = "Its key.")
  private @Nullable Path key;

  @Option(
      names = "--trusted-ca-file",
      paramLabel = "FILE",
      description = "Who signs the certificates of clients.")
  private @Nullable Path authority;

  @Option(
      names = "--client-cert-auth",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Clients must show a certificate of --trusted-ca-file.")
  private boolean asksClients;

  @Option(names = "--peer-cert-file", paramLabel = "FILE", description = "Certificate for members.")
  private @Nullable Path peerCertificate;

  @Option(names = "--peer-key-file", paramLabel = "FILE", description = "Its key.")
  private @Nullable Path peerKey;

  @Option(
      names = "--peer-trusted-ca-file",
      paramLabel = "FILE",
      description = "Who signs the certificates of members.")
  private @Nullable Path peerAuthority;

  @Option(
      names = "--peer-client-cert-auth",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Members always show certificates to each other where they talk over TLS.")
  private boolean asksPeers;

  @Mixin private RetentionFlags retention;

  @Mixin private RecordFlags record;

  @Mixin private LogFlags logging;

  /// How the server is to write its log.
  LogFlags logging() {
    return logging;
  }

  /// What they say, once looked at.
  ServerSettings settings() {
    List<ServerUrl> peers = urls("--listen-peer-urls", listenPeers);
    List<ServerUrl> clients = urls("--listen-client-urls", listenClients);
    List<ServerUrl> advertisedPeers =
        advertisePeers == null ? peers : urls("--initial-advertise-peer-urls", advertisePeers);
    return new ServerSettings(
        name,
        dataDir == null ? Path.of(name + ".etcd") : dataDir,
        new Addresses(
            peers,
            advertisedPeers,
            clients,
            advertiseClients == null ? clients : urls("--advertise-client-urls", advertiseClients)),
        beginning(advertisedPeers),
        security(clients),
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

  private Security security(List<ServerUrl> clients) {
    Optional<Endpoint.Tls> forClients = Optional.empty();
    demandReadable("--cert-file", certificate);
    demandReadable("--key-file", key);
    demandReadable("--trusted-ca-file", authority);
    if (certificate != null && key != null) {
      if (asksClients && authority == null) {
        throw Complaint.of(
            Exit.USAGE, "--client-cert-auth is alone", "expected --trusted-ca-file beside it");
      }
      forClients =
          Optional.of(
              new Endpoint.Tls(
                  certificate,
                  key,
                  asksClients ? Optional.ofNullable(authority) : Optional.empty()));
    } else if (clients.stream().anyMatch(ServerUrl::isSecure)) {
      throw Complaint.of(
          Exit.USAGE,
          "--listen-client-urls has https",
          "expected --cert-file and --key-file beside it");
    }
    return new Security(peerFiles(), forClients);
  }

  private static void demandReadable(String flag, @Nullable Path file) {
    if (file != null && !(Files.isReadable(file) && Files.isRegularFile(file))) {
      throw Complaint.of(
          Exit.MISSING,
          flag
              + ": "
              + (Files.exists(file) ? file + " cannot be read" : "there is no file " + file),
          "expected a file in PEM");
    }
  }

  private Optional<TlsFiles> peerFiles() {
    if (peerCertificate == null && peerKey == null && peerAuthority == null && !asksPeers) {
      return Optional.empty();
    }
    if (peerCertificate == null || peerKey == null || peerAuthority == null) {
      throw Complaint.of(
          Exit.USAGE,
          "members prove to each other who they are",
          "expected --peer-cert-file, --peer-key-file and --peer-trusted-ca-file together");
    }
    demandReadable("--peer-cert-file", peerCertificate);
    demandReadable("--peer-key-file", peerKey);
    demandReadable("--peer-trusted-ca-file", peerAuthority);
    return Optional.of(
        new TlsFiles(peerCertificate, peerKey, peerAuthority, TlsFiles.Proof.AUTHORITY));
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
    demandAtLeast(1, "--max-txn-ops", txnOperations);
    demandAtLeast(1, "--max-request-bytes", requestBytes);
    RaftSettings raft =
        Tuning.DEFAULT
            .raft()
            .with(
                new RaftSettings.Timing(
                    heartbeat * MILLISECOND, election * MILLISECOND, 2 * election * MILLISECOND));
    Endpoint.Limits usual = Endpoint.Limits.DEFAULT;
    return new Tuning(
        raft,
        quota == 0 ? Tuning.DEFAULT.quotaBytes() : quota, // as in etcd
        new Endpoint.Limits(
            usual.connectionsMax(), usual.streamsPerConnectionMax(), requestBytes, txnOperations),
        retention.retention(),
        record.recorded());
  }
}
