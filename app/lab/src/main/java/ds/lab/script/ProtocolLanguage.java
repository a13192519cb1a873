package ds.lab.script;

import ds.lab.scenario.Scenario;
import ds.lab.script.stage.Narrator;
import ds.lab.script.stage.Verb;
import ds.lab.script.stage.Words;
import ds.lab.world.Observer;
import java.util.List;

/// What a script about one protocol says beyond the commands that all such scripts share.
public interface ProtocolLanguage<M> extends Language {

  /// The nodes and what they promise, for `cluster SERVERS [OPTION=VALUE ...]`. The scenario's
  /// network, faults and end have no say: in a script nothing happens by itself.
  ///
  /// @param options reads the options that the protocol has, with [Words#option]
  Scenario<M> scenario(int servers, Words options);

  /// The protocol's own commands; none has the name of a common one.
  List<Verb<M>> verbs();

  /// Tells one play of `scenario`.
  Narrator<M> narrator(Scenario<M> scenario);

  @Override
  default Play play() {
    return play((_, _) -> {});
  }

  /// @param observer sees every step
  default Play play(Observer<M> observer) {
    return new ManualPlay<>(this, observer);
  }
}
