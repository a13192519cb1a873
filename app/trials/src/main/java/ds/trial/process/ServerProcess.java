package ds.trial.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A server as a process, from its start to its end. To start it again is another one.
///
/// It is in a session of its own: a Ctrl-C at the terminal is for us, and we say when a server
/// ends. When this Java ends, all of them are killed.
public final class ServerProcess {

  private static final Duration LOOK = Duration.ofMillis(10);
  private static final int ANSWER_MILLIS_MAX = 1_000;
  private static final long PAUSE_MAX = Duration.ofSeconds(2).toNanos();

  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  private static final List<Runnable> LAST_WISHES = new CopyOnWriteArrayList<>();
  private static final List<Runnable> HEIRS = new CopyOnWriteArrayList<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ServerProcess::endAll, "servers' end"));
  }

  private final Process process;
  private final Path log;
  private final long logBegin;
  private final URI readyPage;

  private ServerProcess(Process process, Path log, long logBegin, URI readyPage) {
    this.process = process;
    this.log = log;
    this.logBegin = logBegin;
    this.readyPage = readyPage;
  }

  /// Starts a process, and does not wait until it answers.
  ///
  /// @param log what it prints is appended to this file
  /// @param readyPage answers 200 when the server can serve
  /// @throws IOException if there is no such program
  public static ServerProcess start(List<String> command, Path log, URI readyPage)
      throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    List<String> line = new ArrayList<>(List.of("setsid"));
    line.addAll(command);
    long logBegin = Files.exists(log) ? Files.size(log) : 0;
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    RUNNING.removeIf(it -> !it.isAlive());
    RUNNING.add(process);
    return new ServerProcess(process, log, logBegin, readyPage);
  }

  /// Has something done first when this Java is told to end, while the processes still run.
  public static void beforeTheEnd(Runnable wish) {
    LAST_WISHES.add(wish);
  }

  /// Has something done last when this Java is told to end, when no process runs any more.
  public static void afterTheEnd(Runnable heir) {
    HEIRS.add(heir);
  }

  private static void endAll() {
    try {
      LAST_WISHES.forEach(Runnable::run);
    } finally {
      RUNNING.forEach(Process::destroyForcibly);
      RUNNING.forEach(process -> process.onExit().join());
      HEIRS.forEach(Runnable::run);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// What it ended with, once it has: as a shell counts, with 128 and the signal's number for one
  /// that was killed.
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /// Whether it says that it can serve.
  public boolean isReady() {
    try {
      var connection = (HttpURLConnection) readyPage.toURL().openConnection();
      connection.setConnectTimeout(ANSWER_MILLIS_MAX);
      connection.setReadTimeout(ANSWER_MILLIS_MAX);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false; // it is not there yet, or no longer
    }
  }

  /// Waits until it can serve, or has ended, or the time is over.
  ///
  /// @return whether it can serve
  public boolean awaitReady(Duration patience) {
    long begin = System.nanoTime();
    while (!isReady()) {
      if (!isAlive() || System.nanoTime() - begin > patience.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return true;
  }

  /// Waits until it has ended, by itself or by a signal.
  ///
  /// @return whether it has
  public boolean awaitEnd(Duration patience) {
    try {
      return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// `kill -9`. Returns when the process is gone, so that its ports and its directory are free.
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// Asks it to end in good order, and kills it if it does not.
  ///
  /// @return whether it did
  public boolean end(Duration patience) {
    resume(); // what is stopped hears no other signal
    process.destroy();
    boolean hasEnded = awaitEnd(patience);
    kill();
    return hasEnded;
  }

  /// Stops it as if its machine hung: it keeps its ports and connections, and does nothing. Returns
  /// when its last thread has stopped, as one that works has yet to notice the signal.
  public void pause() {
    signal("STOP");
    long begin = System.nanoTime();
    while (isAlive() && isRunning() && System.nanoTime() - begin < PAUSE_MAX) {
      LockSupport.parkNanos(LOOK.toNanos() / 10);
    }
  }

  /// Whether a thread of it has not stopped, as far as the system tells (Linux does).
  private boolean isRunning() {
    try (var threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid()), "task"))) {
      for (Path thread : threads) {
        String stat = Files.readString(thread.resolve("stat"));
        if (!stat.substring(stat.lastIndexOf(')')).startsWith(") T")) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  /// Lets it go on after [#pause].
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    if (isAlive()) {
      try {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD) // it may have ended meanwhile
            .start()
            .onExit()
            .join();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// What it has in memory. 0 after its end.
  public long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /// What it has computed so far. Zero after its end.
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// What it has printed since its start.
  public String printed() {
    try (var file = FileChannel.open(log, StandardOpenOption.READ)) {
      var bytes = ByteBuffer.allocate((int) (file.size() - logBegin));
      while (bytes.hasRemaining() && file.read(bytes, logBegin + bytes.position()) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
