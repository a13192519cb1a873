package ds.workbench.kv.bench;

import ds.trial.process.Program;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// Which etcd takes turns with ours.
final class EtcdFlag {

  private static final String AUTO = "auto";
  private static final String NONE = "none";

  @Option(
      names = "--etcd",
      paramLabel = "auto|none|FILE",
      defaultValue = AUTO,
      description =
          "The etcd to compare with: the one on the PATH, none, or another (${DEFAULT-VALUE}).")
  private String etcd;

  /// Ours first, and then etcd, if there is to be one.
  List<Program> after(Program ours) {
    return Stream.concat(Stream.of(ours), program().stream()).toList();
  }

  /// Empty if there is none, or it is not wanted.
  Optional<Program> program() {
    return switch (etcd) {
      case NONE -> Optional.empty();
      case AUTO -> onPath().map(file -> Program.etcd(file.toString(), ClusterFlags.FLAGS));
      default -> {
        if (!Files.isExecutable(Path.of(etcd))) {
          throw Complaint.of(
              Exit.MISSING, "--etcd " + etcd + " cannot be run", "expected auto, none or a file");
        }
        yield Optional.of(Program.etcd(etcd, ClusterFlags.FLAGS));
      }
    };
  }

  private static Optional<Path> onPath() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .filter(it -> !it.isEmpty())
        .map(it -> Path.of(it, "etcd"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
