package ds.trial.relay;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Finds out to which process the other end of a connection belongs.
///
/// Linux lists all TCP connections of the machine with the numbers of their sockets, and for each
/// process the sockets it has open. A process sees this of its own children, without special
/// rights.
final class Callers {

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

  private static final int LOCAL_COLUMN = 1;
  private static final int REMOTE_COLUMN = 2;
  private static final int SOCKET_COLUMN = 9;

  private final Supplier<Map<String, Long>> processes;

  /// @param processes those that may call, by name
  Callers(Supplier<Map<String, Long>> processes) {
    this.processes = processes;
  }

  /// @param callerPort where the connection begins
  /// @param calledPort where it ends
  /// @return the name of the process that has made it, if it is one of ours
  Optional<String> name(int callerPort, int calledPort) throws IOException {
    Optional<String> socket = socket(callerPort, calledPort);
    if (socket.isPresent()) {
      for (var process : new HashMap<>(processes.get()).entrySet()) {
        if (hasOpen(process.getValue(), "socket:[" + socket.get() + "]")) {
          return Optional.of(process.getKey());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> socket(int callerPort, int calledPort) throws IOException {
    for (Path table : TABLES) {
      if (Files.exists(table)) {
        try (Stream<String> lines = Files.lines(table)) {
          Optional<String> found =
              lines
                  .map(line -> line.strip().split("\\s+"))
                  .filter(columns -> columns.length > SOCKET_COLUMN)
                  .filter(columns -> hasPort(columns[LOCAL_COLUMN], callerPort))
                  .filter(columns -> hasPort(columns[REMOTE_COLUMN], calledPort))
                  .map(columns -> columns[SOCKET_COLUMN])
                  .filter(socket -> !socket.equals("0"))
                  .findFirst();
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  /// @param address as the tables have it, say `0100007F:1F90`
  private static boolean hasPort(String address, int port) {
    return address.endsWith(":%04X".formatted(port));
  }

  private static boolean hasOpen(long process, String socket) {
    Path open = Path.of("/proc/" + process + "/fd");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(open)) {
      for (Path file : files) {
        if (leadsTo(file, socket)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // it has ended
    }
  }

  private static boolean leadsTo(Path file, String socket) {
    try {
      return Files.readSymbolicLink(file).toString().equals(socket);
    } catch (IOException e) {
      return false; // it was closed meanwhile
    }
  }
}
