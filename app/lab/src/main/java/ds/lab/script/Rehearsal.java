package ds.lab.script;

import ds.lab.script.Script.Block;
import ds.lab.script.stage.Mistake;
import java.util.ArrayList;
import java.util.List;

/// Plays a script and holds what it prints against what it is expected to print.
final class Rehearsal<M> {

  private final Script script;
  private final Play<M> play;
  private final List<List<String>> printed = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();

  Rehearsal(Script script, Play<M> play) {
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
        lines = play.perform(block);
      } catch (Mistake mistake) {
        return malformedAt(play.line(), mistake.what());
      }
      printed.add(lines);
      if (script.hasExpectation(block) && script.expected(block).equals(lines)) {
        continue;
      }
      String difference = Comparison.of(script, block, lines);
      if (play.trouble().isPresent()) {
        return failedAt(play.line(), play.trouble().get() + "\n" + difference);
      }
      differences.add(difference);
    }
    return verdict();
  }

  private Performance verdict() {
    boolean isBroken = play.trouble().isPresent();
    play.judge();
    if (play.trouble().isPresent() && !isBroken) {
      return failedAt(play.line(), play.trouble().get());
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
