package ds.scenario.script;

import ds.lab.script.Language;
import ds.lab.takeover.script.RunLanguage;
import ds.scenario.Catalogue;
import ds.scenario.paxos.PaxosLanguage;
import ds.scenario.raft.RaftLanguage;
import java.util.List;
import java.util.Optional;

/// What scripts can be about: protocols, and runs of scenarios.
public final class Languages {

  private Languages() {}

  public static List<Language> all() {
    return List.of(new PaxosLanguage(), new RaftLanguage(), new RunLanguage(Catalogue::open));
  }

  public static Optional<Language> named(String name) {
    for (Language language : all()) {
      if (language.name().equals(name)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
