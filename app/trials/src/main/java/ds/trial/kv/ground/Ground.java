package ds.trial.kv.ground;

import ds.trial.process.Address;
import ds.trial.process.Cluster;
import ds.trial.process.Place;
import ds.trial.process.Ports;
import ds.trial.process.Program;
import ds.trial.process.ServerProcess;
import ds.trial.relay.Relay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Members, links and disks of one trial, and what is known of them.
public final class Ground implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ground.class);

  /// Far beyond what a start takes, even if all start at once on a busy machine.
  private static final Duration START_MAX = Duration.ofMinutes(3);

  /// A member that serves may answer late on a busy machine, or lose its leader for a moment.
  private static final Duration BUSY_MAX = Duration.ofSeconds(30);

  private static final Duration END_MAX = Duration.ofSeconds(15);

  private final Cluster cluster;
  private final Relay relay;
  private final Operator operator;
  private final Optional<SmallDisk> disk;
  private final Incidents incidents = new Incidents();

  private Ground(Cluster cluster, Relay relay, Optional<SmallDisk> disk) {
    this.cluster = cluster;
    this.relay = relay;
    this.operator = new Operator(cluster);
    this.disk = disk;
  }

  /// Makes everything ready, and starts nothing.
  ///
  /// @param names of the members; the last one gets the small disk, if there is one
  /// @param folder gets data and logs
  public static Ground prepare(
      Program program, List<String> names, Path folder, Optional<SmallDisk> disk)
      throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    List<Address> ports = Ports.free(3 * names.size());
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<Address> own = ports.subList(3 * i, 3 * i + 3);
      String name = names.get(i);
      places.add(new Place(name, data.resolve(name), own.getFirst(), own.get(1), own.getLast()));
    }
    if (disk.isPresent()) {
      Place last = places.removeLast();
      places.add(last.writingTo(disk.get().root().resolve(last.name())));
    }
    var cluster = new Cluster(program, folder.resolve("logs"), places);
    var relay = new Relay(() -> processes(cluster));
    for (Place place : places) {
      relay.open(place.name(), place.advertised(), place.peers());
    }
    return new Ground(cluster, relay, disk);
  }

  private static Map<String, Long> processes(Cluster cluster) {
    Map<String, Long> processes = new HashMap<>();
    for (String name : cluster.names()) {
      cluster.process(name).ifPresent(process -> processes.put(name, process.pid()));
    }
    return processes;
  }

  public Cluster cluster() {
    return cluster;
  }

  public Relay relay() {
    return relay;
  }

  public Operator operator() {
    return operator;
  }

  public Incidents incidents() {
    return incidents;
  }

  /// The last member's disk, where it is one of its own.
  public Optional<SmallDisk> disk() {
    return disk;
  }

  /// Starts all members for the first time.
  ///
  /// @return whether all serve
  public boolean startAll() {
    cluster.startAll();
    return cluster.awaitReady(START_MAX);
  }

  /// Kills a member that should be running.
  public void kill(String name) {
    if (wasRunning(name)) {
      process(name).kill();
    }
  }

  /// Ends a member in good order.
  public void end(String name) {
    if (wasRunning(name) && !process(name).end(END_MAX)) {
      incidents.add(name + " did not end when it was asked to", process(name).printed());
    }
  }

  /// Whether a member runs that nobody has ended; if it does not, this is an incident.
  public boolean wasRunning(String name) {
    boolean isRunning = cluster.isRunning(name);
    if (!isRunning) {
      incidents.add(
          name + " had ended by itself with " + process(name).exitCode().orElse(0),
          process(name).printed());
    }
    return isRunning;
  }

  /// Starts a member that is down, and waits until it serves. It need not within that time: it may
  /// be cut off, or too many others may be down.
  public void start(String name) {
    await(name, cluster.start(name));
  }

  private void await(String name, ServerProcess process) {
    boolean isReady = process.awaitReady(START_MAX);
    if (!process.isAlive()) {
      incidents.add(
          name + " did not start, but ended with " + process.exitCode().orElse(0),
          process.printed());
    } else if (!isReady) {
      LOG.warn("{} does not serve {} after its start", name, START_MAX);
    }
  }

  private ServerProcess process(String name) {
    return cluster.process(name).orElseThrow();
  }

  /// Makes everything whole, and waits until all members serve.
  ///
  /// @return whether they do
  public boolean heal() {
    relay.heal();
    for (String name : cluster.names()) {
      process(name).resume();
      if (!wasRunning(name)) {
        cluster.start(name);
      }
    }
    boolean isReady = cluster.awaitReady(START_MAX);
    for (String name : cluster.names()) {
      if (!process(name).awaitReady(BUSY_MAX)) {
        incidents.add(
            name + " does not serve although all is whole again", process(name).printed());
      }
    }
    return isReady;
  }

  /// Ends all members, and gives back what a process must not keep.
  @Override
  public void close() throws IOException {
    cluster.close();
    relay.close();
    if (disk.isPresent()) {
      disk.get().close();
    }
  }
}
