package ds.trial.kv.torture;

import ds.core.Check;
import ds.trial.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/// What is asked for.
///
/// @param span how long the nemesis strikes; what it has begun then comes to its end
/// @param kinds of attacks, out of those of [ds.trial.kv.nemesis.Nemesis#all]
/// @param folder gets data, logs and the report
/// @param command that makes the same trial again
public record TortureSettings(
    Program program,
    int members,
    Duration span,
    long seed,
    Set<String> kinds,
    Path folder,
    String command) {

  public TortureSettings {
    Check.that(members >= 2, "there is somebody to disagree");
    kinds = Set.copyOf(kinds);
  }
}
