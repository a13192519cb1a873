package ds.system.kv.server;

import ds.core.Check;
import ds.protocol.raft.RaftSettings;
import ds.runtime.recorder.RecorderSettings;
import ds.runtime.transport.tls.TlsFiles;
import ds.system.kv.bootstrap.Beginning;
import ds.system.kv.bootstrap.FirstStart;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.compaction.Retention;
import ds.system.kv.front.server.Endpoint;
import ds.system.kv.member.MemberSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What one server is started with.
///
/// @param name for people, and to find this member in the initial cluster
/// @param data the directory that holds all it keeps
public record ServerSettings(
    String name,
    Path data,
    Addresses addresses,
    Beginning beginning,
    Security security,
    Tuning tuning) {

  /// Where it listens, and where it says that it does.
  ///
  /// @param peers at least one
  /// @param clients at least one
  /// @param metrics where it says how it is, and nothing else, beside where it serves clients
  public record Addresses(
      List<ServerUrl> peers,
      List<ServerUrl> advertisedPeers,
      List<ServerUrl> clients,
      List<ServerUrl> advertisedClients,
      List<ServerUrl> metrics) {

    public Addresses(
        List<ServerUrl> peers,
        List<ServerUrl> advertisedPeers,
        List<ServerUrl> clients,
        List<ServerUrl> advertisedClients) {
      this(peers, advertisedPeers, clients, advertisedClients, List.of());
    }

    public Addresses {
      peers = List.copyOf(peers);
      advertisedPeers = List.copyOf(advertisedPeers);
      clients = List.copyOf(clients);
      advertisedClients = List.copyOf(advertisedClients);
      metrics = List.copyOf(metrics);
      Check.that(!peers.isEmpty(), "a member listens for its peers");
      Check.that(!clients.isEmpty(), "a member listens for its clients");
    }
  }

  /// Where clients are served, and then those who look on.
  List<Endpoint> endpoints() {
    return Stream.concat(
            addresses.clients().stream().map(url -> endpoint(url, Endpoint.Purpose.CLIENTS)),
            addresses.metrics().stream().map(url -> endpoint(url, Endpoint.Purpose.WATCHERS)))
        .toList();
  }

  private Endpoint endpoint(ServerUrl url, Endpoint.Purpose purpose) {
    return new Endpoint(
        url.address(), security.clients().filter(_ -> url.isSecure()), tuning.limits(), purpose);
  }

  /// What decides who it is, if it was never started before.
  FirstStart firstStart() {
    return new FirstStart(name, data, addresses.advertisedPeers(), beginning, security.peers());
  }

  /// @param peers absent where members talk in the clear
  /// @param clients absent where clients do
  public record Security(Optional<TlsFiles> peers, Optional<Endpoint.Tls> clients) {

    public static final Security NONE = new Security(Optional.empty(), Optional.empty());
  }

  /// @param retention how much of the past is kept when nobody else compacts
  /// @param recorded whether and how what happens to the member is recorded
  /// @param progressNanos how often a watch that wants it is told how far it has seen
  public record Tuning(
      RaftSettings raft,
      long quotaBytes,
      Endpoint.Limits limits,
      Retention retention,
      Optional<Recorded> recorded,
      long progressNanos) {

    /// About as much of the log stays in memory as a follower may miss while it is restarted.
    public static final Tuning DEFAULT =
        new Tuning(
            RaftSettings.DEFAULT.with(new RaftSettings.Compaction(20_000, 32L << 20, 10_000, 16)),
            MemberSettings.QUOTA_BYTES_DEFAULT,
            Endpoint.Limits.DEFAULT,
            new Retention.All(),
            Optional.empty());

    /// Watches are told of their progress as often as by etcd.
    public Tuning(
        RaftSettings raft,
        long quotaBytes,
        Endpoint.Limits limits,
        Retention retention,
        Optional<Recorded> recorded) {
      this(raft, quotaBytes, limits, retention, recorded, TimeUnit.MINUTES.toNanos(10));
    }

    public Tuning with(Recorded other) {
      return new Tuning(raft, quotaBytes, limits, retention, Optional.of(other), progressNanos);
    }
  }

  /// Where a recording is kept, and how much of it.
  public record Recorded(Path directory, RecorderSettings bounds) {}
}
