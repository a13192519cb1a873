package ds.scenario.script;

import ds.lab.script.Language;
import ds.scenario.paxos.PaxosLanguage;
import ds.scenario.raft.RaftLanguage;
import java.util.List;
import java.util.Optional;

/// The protocols that scripts can be about.
public final class Languages {

  private Languages() {}

  public static List<Language<?>> all() {
    return List.of(new PaxosLanguage(), new RaftLanguage());
  }

  public static Optional<Language<?>> named(String name) {
    for (Language<?> language : all()) {
      if (language.name().equals(name)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
