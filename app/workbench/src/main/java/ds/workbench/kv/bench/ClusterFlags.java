package ds.workbench.kv.bench;

import ds.trial.process.Cluster;
import ds.trial.process.Program;
import ds.trial.process.ServerProcess;
import ds.workbench.kv.OurServer;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which servers are started, where they write, and where the results go.
final class ClusterFlags {

  /// What a benchmark writes must not run into a quota.
  static final List<String> FLAGS = List.of("--quota-backend-bytes", "8000000000");

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where the servers write, on the disk that is to be measured; it must be empty or new"
              + " (one for temporary files, if left out).")
  private @Nullable Path folder;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write every single measurement there, as JSON.")
  private @Nullable Path out;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Write the tables there, as they are printed at the end.")
  private @Nullable Path markdown;

  @Option(
      names = "--server-java",
      split = " ",
      paramLabel = "SWITCHES",
      description = "More switches for the Java of our servers, say '-Xmx4g -Xlog:gc'.")
  private List<String> switches = new ArrayList<>();

  Program ours(List<String> moreSwitches) {
    return ours(moreSwitches, List.of());
  }

  /// @param moreSwitches for Java
  /// @param moreFlags for the server
  Program ours(List<String> moreSwitches, List<String> moreFlags) {
    return OurServer.program(joined(switches, moreSwitches), joined(FLAGS, moreFlags));
  }

  private static List<String> joined(List<String> some, List<String> others) {
    List<String> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  /// Ours under a flight recorder.
  ///
  /// @param folder of this run
  Program recorded(Path folder) {
    Program ours = ours(List.of());
    List<String> flags = new ArrayList<>(ours.flags());
    flags.addAll(List.of("--record", folder.resolve("recordings").toString()));
    return new Program("recorded", ours.command(), flags, ours.readyPage());
  }

  /// A folder for the servers, which is gone when this program is, however it ends.
  Path folder() {
    Path created = createFolder();
    ServerProcess.afterTheEnd(() -> Cluster.deleteAll(created));
    return created;
  }

  private Path createFolder() {
    try {
      if (folder == null) {
        return Files.createTempDirectory("ds-bench");
      }
      Files.createDirectories(folder);
      try (var inside = Files.list(folder)) {
        if (inside.findAny().isPresent()) {
          throw Complaint.of(
              Exit.USAGE, "--dir " + folder + " is not empty", "expected a folder for this run");
        }
      }
      return folder.toAbsolutePath();
    } catch (IOException e) {
      throw Complaint.of(
          Exit.UNWRITABLE,
          "servers cannot write to " + Complaint.why(e),
          "expected a folder that is theirs, or can be made");
    }
  }

  /// Before hours of measuring, and not after them.
  void checkFiles() {
    write(out, "");
    write(markdown, "");
  }

  void writeJson(String text) {
    write(out, text);
  }

  void writeMarkdown(String text) {
    write(markdown, text);
  }

  private static void write(@Nullable Path file, String text) {
    if (file != null) {
      try {
        Files.writeString(file, text);
      } catch (IOException e) {
        throw Complaint.of(
            Exit.UNWRITABLE, "cannot write " + Complaint.why(e), "expected a file to write");
      }
    }
  }
}
