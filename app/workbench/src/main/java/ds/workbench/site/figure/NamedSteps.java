package ds.workbench.site.figure;

import ds.lab.script.stage.Mistake;
import ds.lab.story.Trace;
import ds.lab.takeover.Branch;
import ds.lab.takeover.Score;
import ds.lab.takeover.Spell;
import ds.lab.takeover.Tape;
import ds.scenario.script.Scripts;
import ds.workbench.simulate.Drawing;
import ds.workbench.site.place.Defect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The steps that one text names by their numbers, beside what happens at them now. What a caption
/// says of its run stands below it once more, in the words of `./ds simulate --trace`, with `…` for
/// any characters:
///
/// ```
/// <!-- steps
/// 83 s3 receives VoteGranted(…) from s5
/// 83 became leader (term 1)
/// -->
/// ```
public final class NamedSteps {

  private static final String ELISION = "…";

  /// Whatever is not prose, in this order: code, the run of a figure, what its steps are, and other
  /// comments.
  private static final Pattern ASIDE =
      Pattern.compile(
          "(?ms)^(?<code>```.*?^```\\h*$)|^<!--\\s*figure:\\s*(?<run>\\S[^\\n]*?)\\s*-->"
              + "|^<!--\\s*steps\\h*\\n(?<claims>.*?)^-->|<!--.*?-->");

  /// A line of a story that a text prints begins with the number of its step and the time.
  private static final Pattern PRINTED = Pattern.compile("(?m)^ *(\\d+) +[\\d.]+ms  ");

  private static final Pattern NAMED =
      Pattern.compile("(?i)\\bsteps?\\s+(\\d+)(?:\\s+(?:to|and|or)\\s+(\\d+))?");

  private static final Pattern CLAIM = Pattern.compile("(\\d{1,6}) (\\S.*)");

  private final String file;
  private final String text;
  private final List<Defect> defects = new ArrayList<>();

  /// Numbers of which something holds what they are.
  private final SortedSet<Long> held = new TreeSet<>();

  private NamedSteps(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /// Steps at which something else happens than a text says, and those of which it does not say
  /// what happens.
  public static List<Defect> defects(String file, String text) {
    var steps = new NamedSteps(file, text);
    steps.compareNamed(steps.takeAsides());
    return List.copyOf(steps.defects);
  }

  /// Looks at what is no prose, and leaves the prose, each letter in its place.
  private String takeAsides() {
    var prose = new StringBuilder(text);
    Optional<Drawing> figure = Optional.empty();
    Matcher aside = ASIDE.matcher(text);
    while (aside.find()) {
      if (aside.group("code") != null) {
        PRINTED.matcher(aside.group("code")).results().forEach(it -> hold(it.group(1)));
      } else if (aside.group("run") != null) {
        figure = figure(aside.group("run"));
      } else if (aside.group("claims") != null) {
        compareClaims(figure, aside);
      }
      for (int i = aside.start(); i < aside.end(); i++) {
        prose.setCharAt(i, text.charAt(i) == '\n' ? '\n' : ' ');
      }
    }
    return prose.toString();
  }

  /// The step that a figure shows, and the ends of its picture, are what its link says.
  private Optional<Drawing> figure(String words) {
    try {
      Drawing drawing = Drawing.parse(words);
      held.addAll(List.of(drawing.run().at(), drawing.first(), drawing.last()));
      return Optional.of(drawing);
    } catch (Mistake mistake) {
      return Optional.empty(); // told where the picture is compared
    }
  }

  private void hold(String number) {
    held.add(Long.valueOf(number));
  }

  private void compareClaims(Optional<Drawing> figure, Matcher aside) {
    int line = line(aside.start());
    if (figure.isEmpty()) {
      defects.add(new Defect(file, line, "no run above these steps"));
      return;
    }
    List<String> claims = aside.group("claims").lines().toList();
    try {
      compare(Scripts.open(figure.get().run()), claims, line + 1);
    } catch (Mistake mistake) {
      defects.add(new Defect(file, line, "no such run: " + mistake.what()));
    }
  }

  private <M> void compare(Score<M> score, List<String> claims, int firstLine) {
    Branch<M> branch = new Branch<>(score);
    for (int i = 0; i < claims.size(); i++) {
      Matcher claim = CLAIM.matcher(claims.get(i));
      if (!claim.matches()) {
        defects.add(
            new Defect(file, firstLine + i, "expected the number of a step, and what happens"));
        continue;
      }
      hold(claim.group(1));
      int step = Integer.parseInt(claim.group(1));
      // What strikes behind a step is known once the next one is taken.
      branch.upTo(Math.max(step + 1L, branch.steps()));
      List<String> told = told(branch.tape(), step);
      if (told.stream().noneMatch(it -> isSame(claim.group(2), it))) {
        String what =
            "step %d is not '%s' but '%s'".formatted(step, claim.group(2), String.join("; ", told));
        defects.add(new Defect(file, firstLine + i, what));
      }
    }
  }

  /// What happens at a step, and what strikes or ends behind it, phrase by phrase.
  private static <M> List<String> told(Tape<M> tape, int step) {
    if (step < 1 || step > tape.shots().size()) {
      return List.of("beyond the run");
    }
    Tape.Shot<M> shot = tape.shots().get(step - 1);
    String line = Trace.line(step, shot.time(), shot.step()).text();
    List<String> told = new ArrayList<>(List.of(line.split("; ", -1)));
    for (Spell spell : tape.spells()) {
      if (spell.fromStep() == step) {
        told.add(spell.fault().begins());
      }
    }
    return told;
  }

  private static boolean isSame(String claim, String told) {
    String pattern =
        Arrays.stream(claim.strip().split(ELISION, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return told.matches(pattern);
  }

  private void compareNamed(String prose) {
    NAMED
        .matcher(prose)
        .results()
        .forEach(named -> {
          compareNamed(named, 1);
          compareNamed(named, 2);
        });
  }

  private void compareNamed(MatchResult named, int group) {
    String number = named.group(group);
    if (number != null && !held.contains(Long.valueOf(number))) {
      String what =
          "step %s is named, and no comment below its figure says what happens there"
              .formatted(number);
      defects.add(new Defect(file, line(named.start()), what));
    }
  }

  private int line(int place) {
    return (int) text.substring(0, place).chars().filter(it -> it == '\n').count() + 1;
  }
}
