package ds.workbench.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Every package opens with a page that says what it is about and where to begin.
final class OpeningRules {

  private OpeningRules() {}

  /// @param files the main sources of one package
  static List<Offence> opening(String name, Set<SourceFile> files) {
    var openings = files.stream().filter(SourceFile::isPackageOpening).toList();
    if (openings.isEmpty()) {
      var folder = files.iterator().next().path().getParent();
      return List.of(new Offence(folder, 0, "package " + name + " has no package-info.java"));
    }
    SourceFile opening = openings.getFirst();
    var offences = new ArrayList<Offence>();
    if (!opening.text().startsWith("/// # ")) {
      offences.add(new Offence(opening.path(), 1, "does not begin with a title: `/// # …`"));
    }
    for (String heading : headings(name)) {
      if (!opening.text().contains(heading)) {
        offences.add(new Offence(opening.path(), 1, "lacks the heading " + heading));
      }
    }
    return offences;
  }

  /// A protocol also owes its reader what it promises and what it leaves to others.
  private static List<String> headings(String name) {
    return name.startsWith("ds.protocol.")
        ? List.of("**Read**", "**Kept", "**Left out")
        : List.of("**Read**");
  }
}
