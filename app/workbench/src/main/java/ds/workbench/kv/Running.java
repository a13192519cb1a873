package ds.workbench.kv;

import ds.runtime.file.DamagedFileException;
import ds.system.kv.bootstrap.LostDirectoryException;
import ds.system.kv.server.KvServer;
import ds.system.kv.server.KvServer.End;
import ds.system.kv.server.ServerSettings;
import ds.system.kv.server.ServerSettings.Tuning;
import ds.workbench.kv.embedded.EmbeddedCluster;
import ds.workbench.kv.embedded.Plan;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Servers of this process, from their start until Ctrl-C or their own end.
final class Running {

  /// An election takes a second at most, unless the machine has a lot to do.
  static final Duration LEADER_MAX = Duration.ofSeconds(10);

  private static final long LEADER_LOOK = 10_000_000L;

  private interface Starting {
    void start() throws IOException;
  }

  /// How each is ended.
  private final List<Runnable> servers = new ArrayList<>();

  private final CompletableFuture<Exit> end = new CompletableFuture<>();

  /// Starts another one.
  void start(ServerSettings settings) {
    begin(settings.name(), () -> servers.add(KvServer.start(settings, this::ended)::close));
  }

  /// Starts all members of a cluster, and waits until somebody leads it, or for a while.
  ///
  /// @return whether anybody leads
  boolean start(Plan plan, Tuning tuning, Duration patience) {
    EmbeddedCluster cluster = new Members(plan, tuning).cluster;
    servers.add(cluster::close);
    plan.names().forEach(name -> begin(name, () -> cluster.start(name)));
    long deadline = System.nanoTime() + patience.toNanos();
    boolean isLed = cluster.isLed();
    while (!isLed && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LEADER_LOOK);
      isLed = cluster.isLed();
    }
    return isLed;
  }

  /// Members that share this process. One that is removed from their cluster ends alone, as it
  /// would in a process of its own.
  private final class Members implements EmbeddedCluster.Owner {

    private final EmbeddedCluster cluster;
    private final Set<String> left = ConcurrentHashMap.newKeySet();

    Members(Plan plan, Tuning tuning) {
      cluster = new EmbeddedCluster(plan, tuning, this);
      left.addAll(plan.names());
    }

    @Override
    public void ended(String member, End why) {
      left.remove(member);
      if (why == End.REMOVED && !left.isEmpty()) {
        // Not here: this may be a thread of the member, which its end waits for.
        Thread.ofVirtual().start(() -> cluster.kill(member));
      } else {
        Running.this.ended(why);
      }
    }
  }

  private void begin(String name, Starting starting) {
    try {
      starting.start();
    } catch (IOException e) {
      close();
      throw complaint("cannot start '" + name + "': ", e);
    }
  }

  private static Complaint complaint(String what, IOException e) {
    if (e.getCause() instanceof GeneralSecurityException) {
      return Complaint.of(
          Exit.MALFORMED, what + e.getMessage(), "expected certificates and their key in PEM");
    }
    if (e instanceof DamagedFileException) {
      return Complaint.of(
          Exit.MALFORMED, what + e.getMessage(), "what is damaged is not used; replace the member");
    }
    if (e instanceof LostDirectoryException) {
      return Complaint.of(Exit.MISSING, what + e.getMessage(), "expected its directory as it was");
    }
    return Complaint.of(
        Exit.UNWRITABLE,
        what + Complaint.why(e),
        "expected a data directory and addresses of its own");
  }

  private void ended(End reason) {
    end.complete(
        switch (reason) {
          case DISK_FAILED -> Exit.UNWRITABLE;
          case DAMAGED -> Exit.MALFORMED;
          case FAILED -> Exit.DEFECT;
          case REMOVED -> Exit.FAILED;
        });
  }

  /// Waits until somebody or something ends the servers.
  ///
  /// @return what the command ends with, unless it was interrupted
  Exit await() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "shutdown"));
    return end.join();
  }

  synchronized void close() {
    servers.forEach(Runnable::run);
    servers.clear();
  }
}
