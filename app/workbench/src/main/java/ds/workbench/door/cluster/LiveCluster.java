package ds.workbench.door.cluster;

import ds.runtime.recorder.Onlooker;
import ds.runtime.recorder.RecorderSettings;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.server.KvServer.End;
import ds.system.kv.server.ServerSettings.Recorded;
import ds.system.kv.server.ServerSettings.Tuning;
import ds.workbench.kv.embedded.EmbeddedCluster;
import ds.workbench.kv.embedded.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Three members in this process, with a recorder that runs and a film of their last steps.
public final class LiveCluster implements AutoCloseable, EmbeddedCluster.Owner {

  private static final int MEMBERS = 3;

  /// Some hours of members that are left alone, and seconds of as much load as they can bear.
  private static final long RECORD_BYTES_MAX = 128L << 20;

  private static final long DEVELOP_NANOS = 50_000_000L;

  private final Plan plan;
  private final EmbeddedCluster cluster;
  private final Trouble trouble;
  private final Footage footage;
  private final Thread developer;

  private LiveCluster(Plan plan) {
    this.plan = plan;
    this.trouble = new Trouble(plan.names());
    this.footage =
        new Footage(plan.names().stream().map(plan::node).toList(), trouble, System.nanoTime());
    var recorded = new Recorded(recording(), RecorderSettings.ofBytes(RECORD_BYTES_MAX));
    this.cluster = new EmbeddedCluster(plan, Tuning.DEFAULT.with(recorded), this);
    this.developer = Thread.ofPlatform().daemon().name("footage").unstarted(this::develop);
  }

  /// Where there is a place for a cluster: at the usual ports, or at the next ones that are free.
  ///
  /// @param folder for its data, of which one beside it is taken at other ports
  public static Plan.Search search(Path folder) {
    return Plan.free(MEMBERS, folder);
  }

  /// The cluster of a plan; no member runs yet.
  public static LiveCluster of(Plan plan) {
    return new LiveCluster(plan);
  }

  /// Starts all members.
  ///
  /// @throws IOException if one cannot be; those before it run then
  public void start() throws IOException {
    developer.start();
    for (String name : plan.names()) {
      cluster.start(name);
    }
  }

  private void develop() {
    while (!Thread.currentThread().isInterrupted()) {
      footage.develop(System.nanoTime());
      LockSupport.parkNanos(DEVELOP_NANOS);
    }
  }

  public Plan plan() {
    return plan;
  }

  /// What `./ds replay` is given.
  public Path recording() {
    return plan.data().resolve("flight");
  }

  public List<String> names() {
    return plan.names();
  }

  ServerUrl clients(String name) {
    return plan.clients(name);
  }

  Footage footage() {
    return footage;
  }

  boolean isRunning(String name) {
    return cluster.isRunning(name);
  }

  boolean isCut(String one, String other) {
    return cluster.isCut(one, other);
  }

  void kill(String name) {
    if (cluster.isRunning(name)) {
      trouble.killed(row(name), System.nanoTime());
      cluster.kill(name);
    }
  }

  void start(String name) throws IOException {
    trouble.started(row(name), System.nanoTime());
    try {
      cluster.start(name);
    } catch (IOException e) {
      trouble.killed(row(name), System.nanoTime());
      throw e;
    }
  }

  void cut(String one, String other) {
    cluster.cut(one, other);
    trouble.cut(row(one), row(other), System.nanoTime());
  }

  void heal(String one, String other) {
    trouble.healed(row(one), row(other), System.nanoTime());
    cluster.heal(one, other);
  }

  private int row(String name) {
    return plan.names().indexOf(name);
  }

  /// A member whose disk has failed is like one that was killed.
  @Override
  public void ended(String member, End why) {
    Thread.ofVirtual().start(() -> kill(member));
  }

  @Override
  public Optional<Onlooker<MemberMessage>> onlooker() {
    return Optional.of(footage);
  }

  @Override
  public void close() {
    developer.interrupt();
    cluster.close();
  }
}
