package ds.workbench.kv.embedded;

import ds.trial.process.Ports;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Plans of clusters for tests, which meet nobody: at ports found by chance where no usual cluster
/// lies and no outgoing connection begins.
public final class Elsewhere {

  private static final int MEMBERS = 3;
  private static final int TRIES_MAX = 100;

  /// The members' ports lie above the first, and those of outgoing connections begin at 32,768.
  private static final int PORT_MAX = 32_500;

  private Elsewhere() {}

  /// A plan all of whose ports were free a moment ago.
  public static Plan plan(Path data) {
    return Stream.generate(() -> Ports.free(1).getFirst().port())
        .limit(TRIES_MAX)
        .filter(port -> port <= PORT_MAX)
        .map(port -> new Plan(MEMBERS, data, port))
        .filter(Plan::isFree)
        .findFirst()
        .orElseThrow();
  }
}
