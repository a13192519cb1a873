package ds.trial.relay;

import ds.trial.process.Address;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands between the members of a cluster: each is told the others' addresses here.
public final class Relay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private static final int CONNECT_MILLIS_MAX = 1_000;

  private record Pair(String from, String to) {}

  private final Callers callers;
  private final Map<Pair, Line> lines = new ConcurrentHashMap<>();
  private final Map<String, ServerSocket> doors = new ConcurrentHashMap<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  /// @param processes the numbers of the members' processes that run, by their names; asked for
  ///   each connection
  public Relay(Supplier<Map<String, Long>> processes) {
    this.callers = new Callers(processes);
  }

  /// Takes calls for a member from now on.
  ///
  /// @param at where the others are told that the member is
  /// @param real where it is
  /// @throws IOException if the address is not to be had
  public void open(String member, Address at, Address real) throws IOException {
    var door = new ServerSocket();
    door.setReuseAddress(true);
    door.bind(at.socket());
    doors.put(member, door);
    Thread.ofVirtual().name("relay to " + member).start(() -> serve(member, door, real));
  }

  /// Changes what happens to all that one member sends to another.
  public void change(String from, String to, Weather weather) {
    line(from, to).change(weather);
  }

  /// Lets everything through again.
  public void heal() {
    lines.values().forEach(line -> line.change(Weather.FAIR));
  }

  public Weather weather(String from, String to) {
    return line(from, to).weather();
  }

  private Line line(String from, String to) {
    return lines.computeIfAbsent(new Pair(from, to), _ -> new Line());
  }

  private void serve(String member, ServerSocket door, Address real) {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        Thread.ofVirtual().start(() -> connect(caller, member, real));
      } catch (IOException e) {
        if (!door.isClosed()) {
          LOG.warn("the relay to {} cannot take a call", member, e);
        }
      }
    }
  }

  /// A caller that is none of ours gets no connection, as a real network would not have it either.
  private void connect(Socket caller, String member, Address real) {
    connections.add(caller);
    var called = new Socket();
    connections.add(called);
    try (caller;
        called) {
      Optional<String> name = callers.name(caller.getPort(), caller.getLocalPort());
      if (name.isEmpty()) {
        LOG.debug("somebody unknown calls {} at port {}", member, caller.getPort());
        return;
      }
      Line there = line(name.get(), member);
      Line back = line(member, name.get());
      if (isBroken(there) || isBroken(back)) {
        return;
      }
      called.connect(real.socket(), CONNECT_MILLIS_MAX);
      caller.setTcpNoDelay(true);
      called.setTcpNoDelay(true);
      Thread answers = Thread.ofVirtual().start(() -> back.carry(called, caller));
      there.carry(caller, called);
      answers.join();
    } catch (IOException e) {
      LOG.debug("{} is not there", member, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(caller);
      connections.remove(called);
    }
  }

  private static boolean isBroken(Line line) {
    return line.weather() instanceof Weather.Broken;
  }

  /// Ends all connections, and takes no more calls.
  @Override
  public void close() throws IOException {
    for (ServerSocket door : doors.values()) {
      door.close();
    }
    for (Socket connection : connections) {
      connection.close();
    }
    lines.values().forEach(line -> line.change(new Weather.Broken()));
  }
}
