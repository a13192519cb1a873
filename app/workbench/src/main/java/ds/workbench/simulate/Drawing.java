package ds.workbench.simulate;

import ds.lab.picture.Picture;
import ds.lab.script.stage.Mistake;
import ds.lab.takeover.Branch;
import ds.lab.takeover.RunLink;
import ds.lab.takeover.Score;
import ds.scenario.script.Scripts;
import java.util.List;
import java.util.OptionalLong;

/// What is to be drawn of a run, in the words of `./ds picture`: a text that shows a picture says
/// with them how it was made.
///
/// @param from the first step drawn, or as many before the last as can be told apart
/// @param to the last step drawn, or the one that the link shows
/// @param cast who is drawn
public record Drawing(RunLink run, OptionalLong from, OptionalLong to, Cast cast) {

  /// Who is drawn.
  public enum Cast {
    EVERYBODY,
    SERVERS
  }

  static final String FROM = "--from";
  static final String TO = "--to";
  static final String NO_CLIENTS = "--no-clients";

  /// As many steps as can be told apart.
  private static final long STEPS_USUAL = 40;

  private static final long STEPS_MAX = 400;

  /// Reads `LINK [--from STEP] [--to STEP] [--no-clients]`.
  ///
  /// @throws Mistake if it is something else, with what was found and what is expected
  public static Drawing parse(String text) {
    List<String> words = List.of(text.strip().split("\\s+", -1));
    var drawing =
        new Drawing(
            RunLink.parse(words.getFirst()),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Cast.EVERYBODY);
    for (int i = 1; i < words.size(); i++) {
      drawing =
          switch (words.get(i)) {
            case FROM -> drawing.from(step(words, ++i));
            case TO -> drawing.to(step(words, ++i));
            case NO_CLIENTS -> drawing.of(Cast.SERVERS);
            default -> throw Mistake.unknown("option", words.get(i), List.of(FROM, TO, NO_CLIENTS));
          };
    }
    return drawing;
  }

  private static OptionalLong step(List<String> words, int at) {
    String word = at < words.size() ? words.get(at) : "";
    if (!word.matches("\\d{1,9}")) {
      throw new Mistake("found '" + word + "'; expected the number of a step");
    }
    return OptionalLong.of(Long.parseLong(word));
  }

  private Drawing from(OptionalLong step) {
    return new Drawing(run, step, to, cast);
  }

  private Drawing to(OptionalLong step) {
    return new Drawing(run, from, step, cast);
  }

  private Drawing of(Cast wanted) {
    return new Drawing(run, from, to, wanted);
  }

  /// The last step drawn.
  public long last() {
    return to.orElse(run.at() != 0 ? run.at() : STEPS_USUAL);
  }

  /// The first step drawn.
  public long first() {
    return from.orElse(Math.max(1, last() - STEPS_USUAL + 1));
  }

  /// Executes the run and draws it, in SVG.
  ///
  /// @throws Mistake if there is no such run, or the steps are none or too many
  public String svg() {
    return svg(Scripts.open(run));
  }

  private <M> String svg(Score<M> score) {
    if (first() < 1 || last() < first() || last() - first() >= STEPS_MAX) {
      throw new Mistake(
          "found steps " + first() + " to " + last() + "; expected at most " + STEPS_MAX);
    }
    Branch<M> branch = new Branch<>(score);
    branch.upTo(Math.max(last(), run.at()));
    return switch (cast) {
      case EVERYBODY -> Picture.svg(branch, first(), last());
      case SERVERS -> Picture.ofServers(branch, first(), last());
    };
  }
}
