package ds.trial.kv.report;

import ds.trial.kv.judge.Judgement;
import ds.trial.kv.judge.Ruling;
import ds.trial.kv.stage.Pulse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

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

  /// What the judges say, and whether the trial was one: faults that no client felt prove nothing.
  public List<Judgement> all() {
    List<Judgement> all = new ArrayList<>(judgements);
    if (!faults.isEmpty()) {
      all.add(felt());
    }
    return all;
  }

  private Judgement felt() {
    SequencedMap<String, Long> numbers = new LinkedHashMap<>();
    faults.forEach(fault -> numbers.merge(fault.kind(), 1L, Long::sum));
    long felt = pulse.total(Pulse.End.MAYBE) + pulse.total(Pulse.End.NOT_DONE);
    numbers.put("calls that failed", felt);
    Ruling ruling =
        felt > 0 ? new Ruling.Pass() : new Ruling.Unknown("no call of any client failed");
    return new Judgement("faults", "Clients felt the faults.", ruling, numbers);
  }

  public Verdict verdict() {
    return Verdict.of(all());
  }
}
