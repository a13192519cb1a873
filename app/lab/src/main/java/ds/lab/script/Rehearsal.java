package ds.lab.script;

import ds.lab.script.Script.Block;
import ds.lab.script.Script.Command;
import ds.lab.script.stage.Mistake;
import java.util.ArrayList;
import java.util.List;

/// Plays a script and holds what it prints against what it is expected to print.
final class Rehearsal {

  private final Script script;
  private final Play play;
  private final List<List<String>> printed = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private int line = 1; // that of the command performed last

  Rehearsal(Script script, Play play) {
    this.script = script;
    this.play = play;
  }

  Performance run() {
    for (Block block : script.blocks()) {
      if (play.trouble().isPresent()) {
        return malformedAt(
            block.line(), "found more commands; expected the end after a broken promise");
      }
      List<String> lines;
      try {
        lines = perform(block);
      } catch (Mistake mistake) {
        return malformedAt(line, mistake.what());
      }
      printed.add(lines);
      if (script.hasExpectation(block) && script.expected(block).equals(lines)) {
        continue;
      }
      String difference = Comparison.of(script, block, lines);
      if (play.trouble().isPresent()) {
        return failedAt(line, play.trouble().get() + "\n" + difference);
      }
      differences.add(difference);
    }
    return verdict();
  }

  /// The text that expects what is printed, up to where something goes wrong, which it keeps silent
  /// about.
  String transcript() {
    for (Block block : script.blocks()) {
      if (play.trouble().isEmpty()) {
        performAll(block);
      }
      printed.add(play.printed());
    }
    return script.rewritten(printed);
  }

  /// @return what the commands of `block` print, up to the one that goes wrong
  private List<String> perform(Block block) {
    performAll(block);
    List<String> lines = new ArrayList<>(play.printed());
    play.trouble().ifPresent(lines::add);
    return lines;
  }

  private void performAll(Block block) {
    for (Command command : block.commands()) {
      line = command.line();
      play.perform(command.words());
      if (play.trouble().isPresent()) {
        return;
      }
    }
  }

  private Performance verdict() {
    boolean isBroken = play.trouble().isPresent();
    play.judge();
    if (play.trouble().isPresent() && !isBroken) {
      return failedAt(line, play.trouble().get());
    }
    return differences.isEmpty()
        ? new Performance.Passed(printed.size())
        : new Performance.Differs(String.join("\n", differences), script.rewritten(printed));
  }

  private Performance malformedAt(int line, String why) {
    return new Performance.Malformed(at(line) + why);
  }

  private Performance failedAt(int line, String why) {
    return new Performance.Failed(at(line) + why);
  }

  private String at(int line) {
    return script.name() + ":" + line + ": ";
  }
}
