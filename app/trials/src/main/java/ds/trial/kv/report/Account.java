package ds.trial.kv.report;

import ds.trial.kv.judge.Judgement;
import ds.trial.kv.stage.Pulse;
import java.util.List;

/// All that is known of a trial when it is over.
///
/// @param command that makes the trial again
/// @param about what else a reader should know, such as members, machine and version, one fact each
public record Account(
    String command,
    List<String> about,
    Pulse pulse,
    List<Fault> faults,
    List<Judgement> judgements) {

  public Account {
    about = List.copyOf(about);
    faults = List.copyOf(faults);
    judgements = List.copyOf(judgements);
  }

  public Verdict verdict() {
    return Verdict.of(judgements);
  }
}
