package ds.workbench.kv;

import ds.trial.process.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// This program as a server, for trials to start: `./ds serve kv`, without another look at whether
/// sources have changed.
public final class OurServer {

  /// Set by the launcher `ds`: what it says to Java when it starts a server.
  private static final String SWITCHES = "ds.server.jvm";

  private OurServer() {}

  /// @param switches more of them for Java
  /// @param flags more of them for `serve kv`
  public static Program program(List<String> switches, List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Arrays.stream(System.getProperty(SWITCHES, "").split(" "))
        .filter(it -> !it.isEmpty())
        .forEach(command::add);
    command.addAll(switches);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "ds.workbench.Main"));
    command.addAll(List.of("serve", "kv"));
    return new Program("ours", command, flags, "/readyz");
  }
}
