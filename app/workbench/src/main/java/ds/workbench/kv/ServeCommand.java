package ds.workbench.kv;

import ds.system.kv.server.ServerSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Runs servers that are made of the repository's own nodes.
@Command(
    name = "serve",
    description = "Run a server.",
    subcommands = ServeCommand.Kv.class,
    synopsisSubcommandLabel = "SYSTEM",
    commandListHeading = "%nSystems:%n")
public final class ServeCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    spec.commandLine().usage(out);
  }

  /// One member of a key-value cluster.
  @Command(
      name = "kv",
      description = {
        "Run one member of a replicated key-value store that speaks etcd's API. The flags are",
        "etcd's; each can be given by an environment variable as well, say ETCD_DATA_DIR.",
      },
      footerHeading = "%n",
      footer = {
        "Examples:",
        "  ./ds serve kv --data-dir /var/lib/kv",
        "  ./ds serve kv --name a --listen-peer-urls http://10.0.0.1:2380 \\",
        "      --initial-cluster"
            + " a=http://10.0.0.1:2380,b=http://10.0.0.2:2380,c=http://10.0.0.3:2380",
        "  ETCDCTL_API=3 etcdctl put greeting hello",
      },
      defaultValueProvider = Environment.class)
  static final class Kv implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ServeFlags flags;

    @Override
    public Integer call() {
      ServerSettings settings = flags.settings();
      var running = new Running();
      running.start(settings);
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          settings.name() + " serves clients at " + settings.addresses().advertisedClients());
      out.flush();
      return running.await().code();
    }
  }
}
