package ds.workbench.kv;

import ds.system.kv.server.ServerSettings;
import ds.workbench.kv.flags.ConfigFile;
import ds.workbench.kv.flags.Environment;
import ds.workbench.kv.flags.ServeFlags;
import ds.workbench.terminal.Menu;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs servers that are made of the repository's own nodes.
@Command(
    name = "serve",
    description = "Run a server.",
    subcommands = ServeCommand.Kv.class,
    synopsisSubcommandLabel = "SYSTEM",
    commandListHeading = "%nSystems:%n")
public final class ServeCommand extends Menu {

  /// One member of a key-value cluster.
  @Command(
      name = "kv",
      description = {
        "Run one member of a replicated key-value store that speaks etcd's API.",
        "The flags are etcd's; each can be given by an environment variable as well, say",
        "ETCD_DATA_DIR.",
      },
      footerHeading = "%n",
      footer = {
        "Examples:",
        "  ./ds serve kv --data-dir /var/lib/kv",
        "  ./ds serve kv --name a --listen-peer-urls http://10.0.0.1:2380 \\",
        "      --initial-cluster"
            + " a=http://10.0.0.1:2380,b=http://10.0.0.2:2380,c=http://10.0.0.3:2380",
        "  ./ds serve kv --config-file kv.yaml",
        "  ETCDCTL_API=3 etcdctl put greeting hello",
      },
      defaultValueProvider = Environment.class)
  static final class Kv implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ServeFlags flags;

    @Option(
        names = "--config-file",
        paramLabel = "FILE",
        description = "Take all settings from a file in YAML, and none from anywhere else.")
    private @Nullable Path configFile;

    @Override
    public Integer call() {
      ServeFlags chosen = chosen();
      ServerSettings settings = chosen.settings();
      chosen.logging().apply();
      var running = new Running();
      running.start(settings);
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          settings.name() + " serves clients at " + settings.addresses().advertisedClients());
      out.flush();
      return running.await().code();
    }

    /// As in etcd, a file is all or nothing.
    private ServeFlags chosen() {
      var environment = new Environment();
      if (configFile == null) {
        environment.warnings(spec).forEach(this::warn);
        return flags;
      }
      List<String> ignored = new ArrayList<>(environment.given(spec));
      spec.commandLine().getParseResult().matchedOptions().stream()
          .map(OptionSpec::longestName)
          .forEach(ignored::add);
      ignored.removeAll(List.of("--config-file", "ETCD_CONFIG_FILE"));
      if (!ignored.isEmpty()) {
        warn("as there is a --config-file, ignored " + String.join(", ", ignored));
      }
      return ConfigFile.read(configFile);
    }

    private void warn(String text) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("ds: warning: " + text);
      err.flush();
    }
  }
}
