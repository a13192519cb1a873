package ds.scenario.script;

import ds.lab.script.Performance;
import java.util.ArrayList;
import java.util.List;

/// Plays scripts and prints what becomes of each, in whatever world this program itself is run.
public final class ScriptsMain {

  private ScriptsMain() {}

  /// Prints the lines of [#lines].
  public static void main(String[] args) {
    lines(args).forEach(System.out::println);
  }

  /// What becomes of each script.
  ///
  /// @param protocolsAndTexts protocols, each followed by a script about it
  public static List<String> lines(String... protocolsAndTexts) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < protocolsAndTexts.length; i += 2) {
      var language = Languages.named(protocolsAndTexts[i]).orElseThrow();
      Performance performance = Performance.of("script", protocolsAndTexts[i + 1], language);
      lines.add(performance.toString().replace("\n", " / "));
    }
    return lines;
  }
}
