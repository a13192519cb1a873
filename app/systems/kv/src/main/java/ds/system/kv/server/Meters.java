package ds.system.kv.server;

import ds.runtime.host.HostMetrics;
import ds.runtime.journal.Journal;
import ds.runtime.transport.Transport;
import ds.runtime.transport.TransportMetrics.Counter;
import ds.system.kv.front.server.CallCounts;
import ds.system.kv.front.server.Front;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a server measures, as Prometheus reads it.
///
/// | about         | meters                                                                  |
/// |---------------|-------------------------------------------------------------------------|
/// | who leads     | `etcd_server_has_leader`, `etcd_server_is_leader`, `kv_raft_term`,      |
/// |               | `etcd_server_leader_changes_seen_total`                                 |
/// | the store     | `etcd_mvcc_db_total_size_in_bytes`, `etcd_server_quota_backend_bytes`,  |
/// |               | `kv_store_revision`, `kv_store_compacted_revision`                      |
/// | changes       | `kv_raft_last_index`,                                                   |
/// |               | `etcd_server_proposals_…_total`, `etcd_server_proposals_pending`,       |
/// |               | `kv_commit_duration_seconds`: from the call to its answer               |
/// | the disk      | `etcd_disk_wal_fsync_duration_seconds`, `kv_journal_…_bytes`            |
/// | snapshots     | `kv_snapshot_bytes`, `kv_snapshot_duration_seconds`                     |
/// | the node      | `kv_node_steps_total`, `kv_node_dropped_total`,                         |
/// |               | `kv_node_malformed_total`, `kv_calls_waiting`                           |
/// | the network   | `kv_peer_…_total`, one for each [Counter]; `kv_peer_queued_bytes`,      |
/// |               | `etcd_network_peer_…_bytes_total`                                       |
/// | calls         | `grpc_server_started_total`, `grpc_server_handled_total`, by method;    |
/// |               | `etcd_network_client_grpc_…_bytes_total`                                |
/// | the recorder  | `kv_recorder_is_recording`, `kv_recorder_bytes`                         |
/// | the process   | `process_…`, `jvm_memory_…`: see [ProcessMeters]                        |
///
/// Meters that etcd has too bear its names, so that what its dashboards and alerts ask about these
/// goes on to be answered. Of the others that they ask for, there is none here for the time that a
/// backend takes to commit, as there is no backend; nor for round trips between members and for
/// what could not be sent to them; nor are there histograms of calls, which etcd has only where it
/// is told `--metrics extensive`.
final class Meters implements Supplier<String> {

  private static final Duration FASTEST = Duration.ofNanos(50_000);
  private static final Duration SLOWEST = Duration.ofSeconds(10);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Timer forces =
      timer("etcd.disk.wal.fsync.duration", "Writing and forcing the log.");
  private final Timer commits = timer("kv.commit.duration", "From a change's call to its answer.");
  private final Timer snapshots = timer("kv.snapshot.duration", "Writing a snapshot.");
  private final List<DoubleSupplier> counted = new ArrayList<>();
  private final CallCounts calls = new CallCounts();
  private final LongAdder pending = new LongAdder();
  private final LongAdder failures = new LongAdder();

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .publishPercentileHistogram()
        .minimumExpectedValue(FASTEST)
        .maximumExpectedValue(SLOWEST)
        .register(registry);
  }

  void forced(long nanos) {
    forces.record(Duration.ofNanos(nanos));
  }

  /// A change was asked for.
  void proposed() {
    pending.increment();
  }

  /// A change was answered, or it was found out that it has no answer.
  void answered(long nanos, boolean hasFailed) {
    pending.decrement();
    commits.record(Duration.ofNanos(nanos));
    if (hasFailed) {
      failures.increment();
    }
  }

  void snapshotTaken(long nanos) {
    snapshots.record(Duration.ofNanos(nanos));
  }

  /// Begins to watch the parts of a server.
  void watch(Gate gate, Journal journal, HostMetrics host, Transport transport) {
    ProcessMeters.register(registry);
    watch(gate);
    watch(journal);
    watchCalls();
    counter("kv.node.steps", "Events that the member has handled.", host::steps);
    counter("kv.node.dropped", "Messages lost within this process.", host::dropped);
    counter("kv.node.malformed", "What members sent that is no message.", host::malformed);
    watch(transport);
  }

  private void watch(Gate gate) {
    watchLeader(gate);
    watchStore(gate);
    counter(
        "etcd.server.proposals.committed", "Up to where the log is committed.", gate::committed);
    counter("etcd.server.proposals.applied", "Up to where the log was applied.", gate::applied);
    counter("etcd.server.proposals.failed", "Changes that have no answer.", failures::sum);
    gauge("etcd.server.proposals.pending", "Changes that wait for an answer.", pending::sum);
    gauge("kv.calls.waiting", "Calls that wait for the member's answer.", gate::waiting);
  }

  private void watchLeader(Gate gate) {
    gauge("etcd.server.has.leader", "Whether a leader is known.", () -> flag(gate.leader() != 0));
    gauge(
        "etcd.server.is.leader",
        "Whether this member leads.",
        () -> flag(gate.leader() == gate.memberId()));
    gauge("kv.raft.term", "The term that was seen last.", gate::term);
    gauge("kv.raft.last.index", "Up to where the log goes.", gate::logged);
    counter(
        "etcd.server.leader.changes.seen",
        "How often another leader was seen than before.",
        gate::leaderChanges);
    label("etcd.server.id", "server.id", Long.toHexString(gate.memberId()));
    label("etcd.server.version", "server.version", Front.API_VERSION);
  }

  private void watchStore(Gate gate) {
    gauge("kv.store.revision", "The last revision that was applied.", gate::revision);
    gauge("kv.store.compacted.revision", "The oldest that can be read.", gate::compacted);
    String size = "What keys and values take in memory.";
    gauge("etcd.mvcc.db.total.size.in.bytes", size, gate::storeBytes);
    gauge("etcd.mvcc.db.total.size.in.use.in.bytes", size, gate::storeBytes);
  }

  private void watch(Journal journal) {
    gauge("kv.journal.log.bytes", "What the log takes on the disk.", journal::logBytes);
    gauge("kv.journal.pending.bytes", "What waits to be written.", journal::pendingBytes);
    gauge("kv.snapshot.bytes", "The size of the last snapshot.", journal::checkpointBytes);
  }

  private void watch(Transport transport) {
    gauge(
        "kv.peer.queued.bytes",
        "What waits to be sent to other members.",
        () -> transport.peers().stream().mapToLong(Transport.PeerStatus::queuedBytes).sum());
    for (Counter counter : Counter.values()) {
      counter(
          "kv.peer." + counter.name().toLowerCase(Locale.ROOT),
          counter.meaning(),
          () -> transport.metrics().count(counter));
    }
    counter(
        "etcd.network.peer.sent.bytes",
        Counter.BYTES_SENT.meaning(),
        () -> transport.metrics().count(Counter.BYTES_SENT));
    counter(
        "etcd.network.peer.received.bytes",
        Counter.BYTES_RECEIVED.meaning(),
        () -> transport.metrics().count(Counter.BYTES_RECEIVED));
  }

  /// What counts the calls of this server.
  CallCounts calls() {
    return calls;
  }

  private void watchCalls() {
    counter(
        "etcd.network.client.grpc.received.bytes", "Messages of clients.", calls::receivedBytes);
    counter("etcd.network.client.grpc.sent.bytes", "Messages to clients.", calls::sentBytes);
    for (CallCounts.Count count : calls.all()) {
      Tags method = tags(count.method());
      FunctionCounter.builder("grpc.server.started", count, CallCounts.Count::started)
          .tags(method)
          .description("Calls that have begun.")
          .register(registry);
      for (Status.Code code : Status.Code.values()) {
        FunctionCounter.builder("grpc.server.handled", count, it -> it.handled(code))
            .tags(method.and("grpc.code", words(code)))
            .description("Calls that have ended, and how.")
            .register(registry);
      }
    }
  }

  private static Tags tags(MethodDescriptor<?, ?> method) {
    return Tags.of(
        "grpc.type",
        switch (method.getType()) {
          case CLIENT_STREAMING -> "client_stream";
          case SERVER_STREAMING -> "server_stream";
          case BIDI_STREAMING -> "bidi_stream";
          default -> "unary";
        },
        "grpc.service",
        String.valueOf(method.getServiceName()),
        "grpc.method",
        String.valueOf(method.getBareMethodName()));
  }

  /// As programs in Go write it: `InvalidArgument`.
  private static String words(Status.Code code) {
    return switch (code) {
      case OK -> "OK";
      case CANCELLED -> "Canceled";
      default ->
          Stream.of(code.name().split("_"))
              .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
              .collect(Collectors.joining());
    };
  }

  /// The bound of what the store may take.
  void quota(long bytes) {
    gauge("etcd.server.quota.backend.bytes", "What the store may take.", () -> bytes);
  }

  /// A meter that says something by its label.
  private void label(String name, String key, String value) {
    Gauge.builder(name, () -> 1).tag(key, value).description("Always 1.").register(registry);
  }

  /// Begins to watch what records the member.
  void watch(FlightRecorder recorder) {
    gauge(
        "kv.recorder.is.recording",
        "Whether what happens to the member is being recorded.",
        () -> flag(recorder.isRecording()));
    gauge("kv.recorder.bytes", "What recordings take on the disk.", recorder::bytes);
  }

  private static double flag(boolean holds) {
    return holds ? 1 : 0;
  }

  private void gauge(String name, String description, DoubleSupplier value) {
    Gauge.builder(name, value::getAsDouble).description(description).register(registry);
  }

  /// The registry itself only remembers what is in use elsewhere.
  private void counter(String name, String description, DoubleSupplier value) {
    counted.add(value);
    FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
        .description(description)
        .register(registry);
  }

  /// All of it, in the format of Prometheus.
  @Override
  public String get() {
    return registry.scrape();
  }
}
