package ds.trial.kv.bench;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.CompactionRequest;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.trial.process.Address;
import ds.trial.process.Cluster;
import ds.trial.process.Place;
import ds.trial.process.Program;
import ds.trial.process.ServerProcess;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// A cluster that is measured, each member a process on this machine.
public final class Contender implements AutoCloseable {

  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final long LEADER_MAX = 20_000_000_000L;
  private static final long COMPACTION_SECONDS_MAX = 300;

  /// Java takes as many to say that a switch is wrong.
  private static final int LAST_LINES = 3;

  private static final ByteString ANY_KEY = ByteString.copyFromUtf8("0");

  private final String name;
  private final Cluster cluster;
  private final Path logs;
  private long forgotten = 1;

  private Contender(String name, Cluster cluster, Path logs) {
    this.name = name;
    this.cluster = cluster;
    this.logs = logs;
  }

  /// Starts members, and waits until they serve.
  ///
  /// @param folder for what they write
  /// @throws IllegalStateException if they do not
  public static Contender start(Program program, Path folder, int members)
      throws InterruptedException {
    List<String> names = IntStream.rangeClosed(1, members).mapToObj(i -> "m" + i).toList();
    Path own = folder.resolve(program.name());
    var cluster = new Cluster(program, own, Place.free(own, names));
    var contender = new Contender(program.name(), cluster, own);
    try {
      cluster.startAll();
      boolean isReady = cluster.awaitReady(START_MAX);
      contender.demandAll();
      if (!isReady) {
        throw new IllegalStateException(
            "%s with %d members does not serve: %s"
                .formatted(program.name(), members, contender.lastWords(names.getFirst())));
      }
      contender.awaitLeader();
      return contender;
    } catch (IllegalStateException e) {
      cluster.close();
      throw e;
    }
  }

  public String name() {
    return name;
  }

  public Cluster cluster() {
    return cluster;
  }

  /// All members, running or not, as clients know them.
  public Endpoints endpoints() {
    return new Endpoints(cluster.endpoints().stream().map(Address::socket).toList());
  }

  /// Waits until a member says that it leads.
  public InetSocketAddress awaitLeader() throws InterruptedException {
    long deadline = System.nanoTime() + LEADER_MAX;
    Optional<InetSocketAddress> leader = endpoints().leader();
    while (leader.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(name + " has had no leader for 20 s");
      }
      TimeUnit.MILLISECONDS.sleep(50);
      leader = endpoints().leader();
    }
    return leader.get();
  }

  /// For whoever relies on all members.
  ///
  /// @throws IllegalStateException if one has ended, with the last lines that it said
  public void demandAll() {
    for (String member : cluster.names()) {
      if (!cluster.isRunning(member)) {
        throw new IllegalStateException(member + " has ended: " + lastWords(member));
      }
    }
  }

  private String lastWords(String member) {
    try {
      List<String> lines = Files.readAllLines(logs.resolve(member + ".log"));
      int from = Math.max(0, lines.size() - LAST_LINES);
      return String.join(" | ", lines.subList(from, lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The process numbers of those that run.
  public List<Long> pids() {
    return cluster.names().stream()
        .filter(cluster::isRunning)
        .flatMap(it -> cluster.process(it).stream())
        .map(ServerProcess::pid)
        .toList();
  }

  /// What the largest member has in memory.
  public long residentBytes() {
    return new Machine(pids()).resident().stream().mapToLong(it -> it).max().orElse(0);
  }

  /// Has it forget all versions but the newest, so that what was measured before does not weigh on
  /// what is measured next.
  public void forgetHistory() throws InterruptedException {
    ManagedChannel channel = NettyChannelBuilder.forAddress(awaitLeader()).usePlaintext().build();
    try {
      KVGrpc.KVBlockingStub kv =
          KVGrpc.newBlockingStub(channel)
              .withDeadlineAfter(COMPACTION_SECONDS_MAX, TimeUnit.SECONDS);
      long newest =
          kv.range(RangeRequest.newBuilder().setKey(ANY_KEY).build()).getHeader().getRevision();
      if (newest > forgotten) {
        forgotten = newest;
        kv.compact(CompactionRequest.newBuilder().setRevision(newest).setPhysical(true).build());
      }
    } finally {
      channel.shutdownNow();
    }
  }

  /// Ends all members, and deletes what they wrote.
  @Override
  public void close() {
    cluster.close();
    cluster.names().forEach(cluster::wipe);
  }
}
