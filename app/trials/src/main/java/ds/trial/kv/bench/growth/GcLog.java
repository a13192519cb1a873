package ds.trial.kv.bench.growth;

import ds.trial.kv.load.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The pauses that the garbage collectors of Java processes write down, each in a file of its own.
///
/// A thread that waits for ZGC to find it some room stands still as in a pause, and is counted as
/// one.
final class GcLog {

  /// As in `GC(7) Pause Young (Normal) (G1 Evacuation Pause) 105M->27M(256M) 3.141ms`, and with ZGC
  /// in `GC(3) y: Pause Mark Start 0.011ms` and `Allocation Stall (events) 14.825ms`.
  private static final Pattern PAUSE =
      Pattern.compile("(?:GC\\(\\d+\\) (?:\\w: )?Pause|\\w+ Stall) .* (\\d+\\.\\d+)ms");

  private final Path folder;
  private final Map<Path, Integer> read = new HashMap<>();

  GcLog(Path folder) {
    this.folder = folder;
  }

  /// What makes Java write it.
  String javaSwitch() {
    return "-Xlog:gc,gc+phases:file=" + folder.resolve("gc-%p.log") + ":uptime:filecount=0";
  }

  /// The pauses since it was asked before; none where no Java runs.
  Latencies take() {
    var pauses = new Latencies();
    try (var files = Files.newDirectoryStream(folder, "gc-*.log")) {
      for (Path file : files) {
        List<String> lines = Files.readAllLines(file);
        lines.stream().skip(read.getOrDefault(file, 0)).forEach(line -> note(line, pauses));
        read.put(file, lines.size());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pauses;
  }

  private static void note(String line, Latencies pauses) {
    Matcher pause = PAUSE.matcher(line);
    if (pause.find()) {
      pauses.record((long) (1e6 * Double.parseDouble(pause.group(1))));
    }
  }
}
