package ds.workbench.kv.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Measures the key-value server.
@Command(
    name = "kv",
    description = "How fast the key-value server is, as a process and to its clients.",
    subcommands = LoadCommand.class,
    footerHeading = "%n",
    footer = {"Examples:", "  ./ds bench kv load --clients 64 --ops put,get"})
public final class BenchKvCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
