package ds.lab.takeover.script;

import ds.lab.run.Violation;
import ds.lab.script.Language;
import ds.lab.script.Performance;
import ds.lab.takeover.Branch;
import ds.lab.takeover.Choice;
import ds.lab.takeover.Chronicle;
import ds.lab.takeover.RunLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A run, written down as a script. A block ends where something is done next, or where a promise
/// came true.
///
/// @param name that a file of it may have
public record RunScript(String name, String text) {

  /// Where scripts about runs lie in the source tree.
  private static final String FOLDER =
      "app/scenarios/src/main/resources/scenarios/" + RunLanguage.NAME;

  /// Writes down a run up to the moment of its link.
  ///
  /// @param link with all that was done up to there
  /// @param branch the run, as far as it has gone
  /// @param language plays it, so that the script says what it prints
  /// @throws ds.lab.script.stage.Mistake if something that was done cannot be said in a script
  public static RunScript of(RunLink link, Branch<?> branch, Language language) {
    boolean isWhole = branch.isOver() && link.at() >= branch.steps();
    String end = isWhole ? "to end" : "to " + link.at();
    String commands = new Draft(link, stops(link, branch)).text(end);
    Optional<Violation> broken = branch.run().watch().violation().filter(_ -> isWhole);
    String text = prose(link, isWhole, broken) + commands;
    String name = link.scenario().replace('/', '-') + "-" + link.seed() + ".txt";
    return new RunScript(name, Performance.transcript(name, text, language).stripTrailing() + "\n");
  }

  /// Steps at which there is something to tell.
  private static List<Long> stops(RunLink link, Branch<?> branch) {
    int started = branch.run().course().world().hosts().size();
    return branch.chronicle().turned().stream()
        .map(Chronicle.Line::step)
        .filter(step -> step > started && step < link.at())
        .toList();
  }

  private static String prose(RunLink link, boolean isWhole, Optional<Violation> broken) {
    List<String> deeds = link.choices().stream().map(Choice::deed).toList();
    String done =
        deeds.isEmpty()
            ? (isWhole ? ", to its end." : ", up to step " + link.at() + ".")
            : ", in which somebody does this: " + String.join(", ", deeds) + ".";
    String failing =
        broken
            .map(it ->
                "# It breaks a promise at step "
                    + it.step()
                    + ", and fails until that is mended: "
                    + it.property()
                    + ".\n")
            .orElse("");
    return "# The run of "
        + link.scenario()
        + " under seed "
        + link.seed()
        + done
        + "\n"
        + failing
        + "# It opens in the debugger: ./ds open '"
        + link
        + "'\n"
        + "# Tell here what it shows; in "
        + FOLDER
        + " it is a test.\n";
  }

  /// The commands, while they are written.
  private static final class Draft {

    private final RunLink link;
    private final List<Long> stops;
    private final StringBuilder text = new StringBuilder();
    private final List<String> block = new ArrayList<>();
    private long reached;

    Draft(RunLink link, List<Long> stops) {
      this.link = link;
      this.stops = stops;
    }

    String text(String end) {
      block.add("run " + link.at(0).with(List.of()));
      for (Choice choice : link.choices()) {
        goOn(choice.step());
        block.add(choice.deed());
      }
      stopBefore(link.at());
      block.add(end);
      close();
      return text.toString();
    }

    private void goOn(long step) {
      stopBefore(step);
      if (step > reached) {
        block.add("to " + step);
        close();
        reached = step;
      }
    }

    private void stopBefore(long step) {
      for (long stop : stops) {
        if (stop > reached && stop < step) {
          block.add("to " + stop);
          close();
          reached = stop;
        }
      }
    }

    private void close() {
      text.append(String.join(" ; ", block)).append("\n\n");
      block.clear();
    }
  }
}
