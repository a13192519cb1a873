package ds.workbench.kv;

import ds.system.kv.bootstrap.Restore;
import ds.system.kv.bootstrap.Restore.Restored;
import ds.system.kv.bootstrap.Restore.Summary;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.snapshot.SnapshotFile.Trust;
import ds.system.kv.snapshot.UnfitSnapshotException;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Menu;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Looks at snapshots of the key-value store, and makes new clusters of them.
@Command(
    name = "snapshot",
    description = "Look at a snapshot of the key-value store, or make a new cluster of it.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  etcdctl snapshot save backup.db          from a running member",
      "  ./ds snapshot status backup.db",
      "  ./ds snapshot restore backup.db --data-dir /var/lib/kv",
    },
    subcommands = {SnapshotCommand.Status.class, SnapshotCommand.Restoring.class},
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
public final class SnapshotCommand extends Menu {

  /// The file, and whether to believe it.
  static final class Source {

    @Parameters(paramLabel = "FILE", description = "What 'etcdctl snapshot save' has written.")
    private Path file;

    @Option(
        names = "--skip-hash-check",
        description = "Take a file without its hash, or with a wrong one, as it is.")
    private boolean skipsHash;

    private Trust trust() {
      return skipsHash ? Trust.UNCHECKED : Trust.CHECKED;
    }

    private Path readable() {
      if (!Files.isReadable(file)) {
        throw Complaint.of(
            Exit.MISSING,
            Files.exists(file) ? file + " cannot be read" : "there is no file " + file,
            "expected a snapshot");
      }
      return file;
    }
  }

  /// What a snapshot holds.
  @Command(
      name = "status",
      description = "Say what a snapshot holds, once it has been found whole.",
      footerHeading = "%n",
      footer = {
        "The hash is what 'etcdctl endpoint hashkv' says of members at this revision, and the keys",
        "are those that are there at it.",
      })
  static final class Status implements Callable<Integer> {

    /// How the answer is written.
    enum Form {
      TABLE,
      JSON
    }

    private static final long UNIT = 1_000;

    @Spec private CommandSpec spec;
    @Mixin private Source source;

    @Option(
        names = {"-w", "--write-out"},
        paramLabel = "table|json",
        defaultValue = "table",
        description = "How to write it (${DEFAULT-VALUE}).")
    private Form form;

    @Override
    public Integer call() {
      Summary summary;
      try {
        summary = Restore.inspect(source.readable(), source.trust());
      } catch (IOException e) {
        throw complaint(e);
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println(form == Form.JSON ? json(summary) : table(summary));
      out.flush();
      return Exit.OK.code();
    }

    /// The fields are etcdctl's.
    private static String json(Summary summary) {
      return "{\"hash\":%d,\"revision\":%d,\"totalKey\":%d,\"totalSize\":%d}"
          .formatted(
              Integer.toUnsignedLong(summary.hash()),
              summary.revision(),
              summary.keys(),
              summary.bytes());
    }

    private static String table(Summary summary) {
      List<String> heads = List.of("HASH", "REVISION", "TOTAL KEYS", "TOTAL SIZE");
      List<String> values =
          List.of(
              Integer.toHexString(summary.hash()),
              Long.toString(summary.revision()),
              Long.toString(summary.keys()),
              size(summary.bytes()));
      var rule = new StringBuilder("+");
      var head = new StringBuilder("|");
      var line = new StringBuilder("|");
      for (int i = 0; i < heads.size(); i++) {
        int width = Math.max(heads.get(i).length(), values.get(i).length());
        rule.append("-".repeat(width + 2)).append('+');
        head.append(" %-".concat(width + "s |").formatted(heads.get(i)));
        line.append(" %".concat(width + "s |").formatted(values.get(i)));
      }
      return String.join("\n", rule, head, rule, line, rule);
    }

    private static String size(long bytes) {
      double size = bytes;
      String unit = "B";
      for (String next : List.of("kB", "MB", "GB", "TB")) {
        if (size < UNIT) {
          break;
        }
        size /= UNIT;
        unit = next;
      }
      boolean isShort = size < 10 && bytes >= UNIT;
      return String.format(Locale.ROOT, isShort ? "%.1f %s" : "%.0f %s", size, unit);
    }
  }

  /// A data directory of a snapshot.
  @Command(
      name = "restore",
      description = {
        "Make the data directory of one member of a new cluster that begins with a snapshot.",
        "Restore each member from the same file with the same cluster and token, then start them",
        "all.",
      },
      footerHeading = "%n",
      footer = {
        "Keys, their versions since the last compaction, revisions, leases, users and roles are as",
        "they were; leases have their whole time again. Members and alarms are not kept. The new",
        "cluster has a number of its own, so that members of the old one cannot mix in.",
        "",
        "Examples:",
        "  ./ds snapshot restore backup.db --data-dir /var/lib/kv",
        "  ./ds snapshot restore backup.db --name a --data-dir /var/lib/kv \\",
        "      --initial-advertise-peer-urls http://10.0.0.1:2380 \\",
        "      --initial-cluster"
            + " a=http://10.0.0.1:2380,b=http://10.0.0.2:2380,c=http://10.0.0.3:2380",
      })
  static final class Restoring implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private Source source;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        defaultValue = "default",
        description = "The member's name in --initial-cluster (${DEFAULT-VALUE}).")
    private String name;

    @Option(
        names = "--data-dir",
        paramLabel = "DIR",
        description = "The directory to make (NAME.etcd, if left out).")
    private @Nullable Path dataDir;

    @Option(
        names = "--initial-cluster",
        paramLabel = "NAME=URL,…",
        description = "All members of the new cluster (this one alone, if left out).")
    private @Nullable String initialCluster;

    @Option(
        names = "--initial-cluster-token",
        paramLabel = "TOKEN",
        defaultValue = "etcd-cluster",
        description = "A part of the new cluster's number (${DEFAULT-VALUE}).")
    private String token;

    @Option(
        names = "--initial-advertise-peer-urls",
        split = ",",
        paramLabel = "URL",
        description = "Where other members reach it (as --initial-cluster says, if left out).")
    private @Nullable List<String> advertised;

    @Override
    public Integer call() {
      InitialCluster cluster = cluster();
      Path data = dataDir == null ? Path.of(name + ".etcd") : dataDir;
      Restored restored;
      try {
        restored = Restore.restore(source.readable(), source.trust(), data, cluster, name);
      } catch (InterruptedIOException _) {
        return Exit.FAILED.code(); // as good as nowhere: the process ends by a signal
      } catch (IOException e) {
        throw complaint(e);
      }
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "%s holds %d keys at revision %d, for member %x of cluster %x%n",
          data,
          restored.summary().keys(),
          restored.summary().revision(),
          restored.member(),
          restored.cluster());
      out.flush();
      return Exit.OK.code();
    }

    private InitialCluster cluster() {
      InitialCluster cluster;
      try {
        cluster = InitialCluster.parse(members(), token);
      } catch (IllegalArgumentException e) {
        throw Complaint.of(
            Exit.USAGE, "--initial-cluster: " + e.getMessage(), "expected NAME=URL,NAME=URL");
      }
      var self = cluster.member(name);
      if (self.isEmpty()) {
        throw Complaint.of(
            Exit.USAGE,
            "--initial-cluster does not name '" + name + "'",
            "expected it among " + cluster.members().stream().map(it -> it.name()).toList());
      }
      if (advertised != null && !self.get().peerUrls().containsAll(normalized(advertised))) {
        throw Complaint.of(
            Exit.USAGE,
            "--initial-cluster has '" + name + "' at " + self.get().peerUrls(),
            "expected --initial-advertise-peer-urls to be the same");
      }
      return cluster;
    }

    private String members() {
      if (initialCluster != null) {
        return initialCluster;
      }
      String url = advertised == null ? "http://localhost:2380" : advertised.getFirst();
      return name + "=" + url;
    }

    private static List<String> normalized(List<String> urls) {
      try {
        return urls.stream().map(url -> ServerUrl.parse(url).toString()).toList();
      } catch (IllegalArgumentException e) {
        throw Complaint.of(
            Exit.USAGE,
            "--initial-advertise-peer-urls: " + e.getMessage(),
            "expected http://HOST:PORT");
      }
    }
  }

  private static Complaint complaint(IOException problem) {
    String why = String.valueOf(problem.getMessage());
    return switch (problem) {
      case UnfitSnapshotException _ ->
          Complaint.of(Exit.MALFORMED, why, "expected a snapshot of this server");
      case FileAlreadyExistsException _ ->
          Complaint.of(Exit.UNWRITABLE, why, "expected a --data-dir that does not exist yet");
      case FileSystemException failed ->
          Complaint.of(
              Exit.UNWRITABLE,
              "cannot write " + failed.getFile(),
              "expected a --data-dir that can be made");
      default -> Complaint.of(Exit.UNWRITABLE, why, "expected a disk that can be read and written");
    };
  }
}
