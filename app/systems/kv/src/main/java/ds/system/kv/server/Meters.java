package ds.system.kv.server;

import ds.runtime.host.HostMetrics;
import ds.runtime.journal.Journal;
import ds.runtime.transport.Transport;
import ds.runtime.transport.TransportMetrics.Counter;
import ds.system.kv.front.MemberGate;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// What a server measures, as Prometheus reads it.
///
/// | about               | meters                                                                |
/// |---------------------|-----------------------------------------------------------------------|
/// | who leads           | `etcd_server_has_leader`, `etcd_server_is_leader`, `kv_raft_term`     |
/// | the store           | `kv_store_revision`                                                   |
/// | changes             | `kv_commit_duration_seconds`: from the call to its answer             |
/// | the disk            | `etcd_disk_wal_fsync_duration_seconds`, `kv_journal_…_bytes`          |
/// | snapshots           | `kv_snapshot_bytes`, `kv_snapshot_duration_seconds`                   |
/// | the node            | `kv_node_steps_total`, `kv_node_dropped_total`                        |
/// | the flight recorder | `kv_recorder_is_recording`, `kv_recorder_bytes`                       |
/// | the network         | `kv_peer_…_total`, one for each [Counter]; `kv_peer_queued_bytes`     |
///
/// Meters that etcd has too bear its names, so its dashboards and alerts go on to work.
final class Meters implements Supplier<String> {

  private static final Duration FASTEST = Duration.ofNanos(50_000);
  private static final Duration SLOWEST = Duration.ofSeconds(10);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Timer forces =
      timer("etcd.disk.wal.fsync.duration", "Writing and forcing the log.");
  private final Timer commits = timer("kv.commit.duration", "From a change's call to its answer.");
  private final Timer snapshots = timer("kv.snapshot.duration", "Writing a snapshot.");
  private volatile long snapshotBytes;

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

  void committed(long nanos) {
    commits.record(Duration.ofNanos(nanos));
  }

  void snapshotTaken(long bytes, long nanos) {
    snapshotBytes = bytes;
    snapshots.record(Duration.ofNanos(nanos));
  }

  /// Begins to watch the parts of a server.
  void watch(MemberGate gate, Journal journal, HostMetrics host, Transport transport) {
    gauge("etcd.server.has.leader", "Whether a leader is known.", () -> flag(gate.leader() != 0));
    gauge(
        "etcd.server.is.leader",
        "Whether this member leads.",
        () -> flag(gate.leader() == gate.memberId()));
    gauge("kv.raft.term", "The term that was seen last.", gate::term);
    gauge("kv.store.revision", "The last revision that was applied.", gate::revision);
    gauge("kv.journal.log.bytes", "What the log takes on the disk.", journal::logBytes);
    gauge("kv.journal.pending.bytes", "What waits to be written.", journal::pendingBytes);
    gauge("kv.snapshot.bytes", "The size of the last snapshot.", () -> snapshotBytes);
    gauge(
        "kv.peer.queued.bytes",
        "What waits to be sent to other members.",
        () -> transport.peers().stream().mapToLong(Transport.PeerStatus::queuedBytes).sum());
    counter("kv.node.steps", "Events that the member has handled.", host::steps);
    counter("kv.node.dropped", "Messages lost within this process.", host::dropped);
    for (Counter counter : Counter.values()) {
      counter(
          "kv.peer." + counter.name().toLowerCase(Locale.ROOT),
          counter.meaning(),
          () -> transport.metrics().count(counter));
    }
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

  private void counter(String name, String description, DoubleSupplier value) {
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
