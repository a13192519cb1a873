package ds.trial.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Servers that know each other, each a process. It may be used by many threads.
public final class Cluster implements AutoCloseable {

  private static final Duration END_PATIENCE = Duration.ofSeconds(10);

  private final Program program;
  private final Path logs;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, ServerProcess> processes = new LinkedHashMap<>();

  /// @param logs where each member's output is kept, in `NAME.log`
  /// @param places with which the cluster begins; nothing is started yet
  public Cluster(Program program, Path logs, List<Place> places) {
    this.program = program;
    this.logs = logs;
    places.forEach(place -> this.places.put(place.name(), place));
  }

  /// In the order in which they were given.
  public synchronized List<String> names() {
    return List.copyOf(places.keySet());
  }

  public synchronized Place place(String name) {
    return Objects.requireNonNull(places.get(name), name);
  }

  /// Where clients find the members, running or not.
  public synchronized List<Address> endpoints() {
    return places.values().stream().map(Place::clients).toList();
  }

  /// The process that was started last for a member, if any was. It may have ended.
  public synchronized Optional<ServerProcess> process(String name) {
    return Optional.ofNullable(processes.get(name));
  }

  public synchronized boolean isRunning(String name) {
    return process(name).map(ServerProcess::isAlive).orElse(false);
  }

  /// Starts a member of a new cluster, or one that has been started before.
  public ServerProcess start(String name) {
    return start(name, "new");
  }

  /// Starts a member that was added to the cluster at work, on an empty directory.
  public ServerProcess join(String name) {
    return start(name, "existing");
  }

  private synchronized ServerProcess start(String name, String state) {
    if (isRunning(name)) {
      throw new IllegalStateException(name + " runs already");
    }
    Place place = place(name);
    String all = places.values().stream().map(Place::introduction).collect(Collectors.joining(","));
    try {
      ServerProcess process =
          ServerProcess.start(
              program.commandFor(place, all, state),
              logs.resolve(name + ".log"),
              place.clients().url().resolve(program.readyPage()));
      processes.put(name, process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts all members.
  public void startAll() {
    names().forEach(this::start);
  }

  /// Waits until every member that runs can serve.
  ///
  /// @return whether all of them can
  public boolean awaitReady(Duration patience) {
    long begin = System.nanoTime();
    boolean isReady = true;
    for (String name : names()) {
      if (isRunning(name)) {
        Duration rest = patience.minusNanos(System.nanoTime() - begin);
        isReady &= process(name).orElseThrow().awaitReady(rest);
      }
    }
    return isReady;
  }

  /// Deletes what a member has written. It must not run.
  public void wipe(String name) {
    if (isRunning(name)) {
      throw new IllegalStateException(name + " still runs");
    }
    deleteAll(place(name).directory());
  }

  /// Deletes a folder and everything in it. Two who do so at the same time are not in each other's
  /// way: when a program is told to end, so may be the case.
  public static synchronized void deleteAll(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends all members in good order, at the same time. What is written stays.
  @Override
  public void close() {
    List<ServerProcess> all = names().stream().flatMap(name -> process(name).stream()).toList();
    all.parallelStream().forEach(process -> process.end(END_PATIENCE));
  }
}
