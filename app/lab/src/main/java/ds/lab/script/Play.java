package ds.lab.script;

import java.util.List;
import java.util.Optional;

/// A script being played: it does one command after the other, and prints.
public interface Play {

  /// Does what a command says.
  ///
  /// @param command the verb and the words that follow it
  /// @throws ds.lab.script.stage.Mistake if that makes no sense here
  void perform(List<String> command);

  /// What there is to print since the last call.
  List<String> printed();

  /// What went wrong in the world, as opposed to the text, in a line: a property broke, or a node
  /// failed.
  Optional<String> trouble();

  /// Asks what can only be judged at the end.
  void judge();
}
