package ds.workbench.replay;

import ds.core.NodeId;
import ds.runtime.file.DamagedFileException;
import ds.runtime.file.DiskStorage;
import ds.runtime.recorder.form.Origin;
import ds.runtime.recorder.form.Shelf;
import ds.runtime.recorder.form.Shelf.Place;
import ds.runtime.recorder.replay.Recording;
import ds.workbench.replay.Replay.Telling;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lives recorded lives once more.
@Command(
    name = "replay",
    description = {
      "Re-execute what a server has recorded with --record, step by step and with the same"
          + " classes:",
      "check that each step has the same effects, and that the invariants of the simulated world",
      "hold. Several recordings in DIR make one run.",
    },
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds replay /var/log/kv",
      "  ./ds replay /var/log/kv --node 8e9e05c52164694d --trace",
      "  ./ds replay /var/log/kv --from 1200 --to 1300",
    })
public final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "What was given to --record.")
  private Path directory;

  @Option(names = "--node", paramLabel = "NAME", description = "Replay this node alone.")
  private @Nullable String node;

  @Option(
      names = "--from",
      paramLabel = "STEP",
      description = "Tell the steps from this one on; those before are replayed all the same.")
  private @Nullable Integer from;

  @Option(
      names = "--to",
      paramLabel = "STEP",
      description = "The last step to be replayed and told.")
  private @Nullable Integer to;

  @Option(names = "--trace", description = "Tell every step.")
  private boolean trace;

  @Override
  public Integer call() {
    Telling telling = telling();
    List<Recording> recordings = new ArrayList<>();
    try {
      for (Place place : places()) {
        recordings.add(Recording.open(place, DiskStorage.forReading()));
      }
      Cast<?> cast = cast(recordings);
      return replay(cast, recordings, telling).code();
    } catch (DamagedFileException e) {
      throw Complaint.malformed(e.getMessage() + "; what is behind it cannot be replayed");
    } catch (IOException e) {
      throw Complaint.of(
          Exit.MISSING, String.valueOf(e.getMessage()), "expected recordings that can be read");
    } finally {
      recordings.forEach(ReplayCommand::close);
    }
  }

  private Telling telling() {
    int first = from == null ? 1 : from;
    int last = to == null ? Integer.MAX_VALUE : to;
    if (first < 1 || last < first) {
      throw Complaint.of(
          Exit.USAGE,
          "--from " + first + " and --to " + last,
          "expected steps from 1 on, in their order");
    }
    return new Telling(trace || from != null || to != null, first, last);
  }

  private List<Place> places() throws IOException {
    if (!Files.isDirectory(directory)) {
      throw Complaint.of(
          Exit.MISSING, "there is no directory " + directory, "expected what --record was given");
    }
    List<Place> places = new Shelf(directory, DiskStorage.forReading()).places();
    if (places.isEmpty()) {
      throw Complaint.of(
          Exit.MISSING, "there is no recording in " + directory, "expected some, say a-00001");
    }
    if (node == null) {
      return places;
    }
    List<Place> chosen = places.stream().filter(it -> it.node().equals(node)).toList();
    if (chosen.isEmpty()) {
      throw Complaint.unknown("node", node, places.stream().map(Place::node).distinct().toList());
    }
    return chosen;
  }

  /// What all that was recorded is of.
  private static Cast<?> cast(List<Recording> recordings) {
    String system = recordings.getFirst().origin().system();
    Optional<Cast<?>> cast = Casts.named(system);
    if (cast.isEmpty()) {
      throw Complaint.malformed("'" + system + "' was recorded; this program cannot replay it");
    }
    String shapes = cast.get().script().shapes();
    for (Recording recording : recordings) {
      Origin origin = recording.origin();
      if (!origin.system().equals(system)) {
        throw Complaint.malformed("the recordings are of different systems; choose by --node");
      }
      if (!origin.shapes().equals(shapes)) {
        throw Complaint.malformed(
            "%s was recorded by another version of the program: %s; replay it with that version"
                .formatted(recording.place().path(), difference(origin.shapes(), shapes)));
      }
    }
    return cast.get();
  }

  private static String difference(String then, String now) {
    List<String> known = now.lines().toList();
    return then.lines()
        .filter(line -> !known.contains(line))
        .findFirst()
        .map(line -> "it wrote " + line)
        .orElse("it did not know some of today's messages");
  }

  private <M> Exit replay(Cast<M> cast, List<Recording> recordings, Telling telling)
      throws IOException {
    PrintWriter out = new PrintWriter(spec.commandLine().getOut(), false);
    Map<NodeId, List<Recording>> byNode = new TreeMap<>();
    for (Recording recording : recordings) {
      byNode.computeIfAbsent(recording.origin().id(), _ -> new ArrayList<>()).add(recording);
      if (recording.tornBytes() > 0) {
        out.println(
            "the end of %s was torn off in the middle of a write: %d bytes are left out"
                .formatted(recording.place().path(), recording.tornBytes()));
      }
    }
    try {
      return new Replay<>(cast, byNode, telling, out).run();
    } finally {
      out.flush();
    }
  }

  private static void close(Recording recording) {
    try {
      recording.close();
    } catch (IOException _) {
      // It was read as far as it was wanted.
    }
  }
}
