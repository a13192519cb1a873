package ds.workbench.kv;

import ds.trial.process.Program;
import java.util.List;

/// [OurServer] for a test: it lives for seconds, on a machine that does other things.
final class SmallServer {

  private static final List<String> SWITCHES =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private SmallServer() {}

  /// @param flags more of them for `serve kv`
  static Program program(String... flags) {
    return OurServer.program(SWITCHES, List.of(flags));
  }
}
