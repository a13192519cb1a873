package ds.workbench.kv;

import ds.system.kv.server.KvServer;
import ds.system.kv.server.KvServer.End;
import ds.system.kv.server.ServerSettings;
import ds.system.kv.server.ServerSettings.Tuning;
import ds.workbench.kv.embedded.EmbeddedCluster;
import ds.workbench.kv.embedded.Plan;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/// Servers of this process, from their start until Ctrl-C or their own end.
final class Running {

  /// An election takes a second at most, unless the machine has a lot to do.
  private static final long LEADER_MAX = 10_000_000_000L;

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
  void start(Plan plan, Tuning tuning) {
    var cluster = new EmbeddedCluster(plan, tuning, (_, why) -> ended(why));
    servers.add(cluster::close);
    plan.names().forEach(name -> begin(name, () -> cluster.start(name)));
    long deadline = System.nanoTime() + LEADER_MAX;
    while (!cluster.isLed() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LEADER_LOOK);
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
    String why = e instanceof FileSystemException file ? brief(file) : e.getMessage();
    return Complaint.of(
        Exit.UNWRITABLE, what + why, "expected a data directory and addresses of its own");
  }

  /// The exception itself often says nothing but the file.
  private static String brief(FileSystemException e) {
    return switch (e) {
      case FileAlreadyExistsException _ -> e.getFile() + " is no directory";
      case AccessDeniedException _ -> "no right to write " + e.getFile();
      default -> e.getFile() + ": " + (e.getReason() == null ? "cannot be used" : e.getReason());
    };
  }

  private void ended(End reason) {
    end.complete(
        switch (reason) {
          case DISK_FAILED -> Exit.UNWRITABLE;
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

  private synchronized void close() {
    servers.forEach(Runnable::run);
    servers.clear();
  }
}
