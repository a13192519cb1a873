package ds.workbench.site.excerpt;

import ds.workbench.site.place.Checkout;
import ds.workbench.site.place.Defect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The excerpts of one text, beside the sources that they were taken from.
public final class Excerpts {

  private static final Pattern MARK =
      Pattern.compile("<!--\\s*code:\\s*(\\S*?)(?:#(\\S+))?\\s*-->");
  private static final String FENCE = "```";

  private final Checkout checkout;
  private final List<Defect> defects = new ArrayList<>();
  private final List<String> rewritten = new ArrayList<>();

  private Excerpts(Checkout checkout) {
    this.checkout = checkout;
  }

  /// @param file that the text stands in
  public static Excerpts of(Checkout checkout, String file, String text) {
    Excerpts excerpts = new Excerpts(checkout);
    excerpts.read(file, text.lines().toList());
    return excerpts;
  }

  /// What is not as the sources have it.
  public List<Defect> defects() {
    return defects;
  }

  /// The text with the code of the sources; what is not found in them stays as it is.
  public String rewritten() {
    return String.join("\n", rewritten) + "\n";
  }

  private void read(String file, List<String> lines) {
    boolean isCode = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      rewritten.add(line);
      Matcher mark = MARK.matcher(line);
      if (line.startsWith(FENCE)) {
        isCode = !isCode;
      } else if (!isCode && mark.matches()) {
        i = excerpt(file, lines, i, mark);
      }
    }
  }

  /// Reads the block below a mark, and gives back the number of its last line.
  private int excerpt(String file, List<String> lines, int at, Matcher mark) {
    int end = at + 1 < lines.size() && lines.get(at + 1).startsWith(FENCE) ? at + 2 : lines.size();
    while (end < lines.size() && !lines.get(end).equals(FENCE)) {
      end++;
    }
    if (end >= lines.size()) {
      defects.add(new Defect(file, at + 1, "no block of code below the mark of an excerpt"));
      return at;
    }
    List<String> written = lines.subList(at + 2, end);
    Optional<List<String>> code = code(mark.group(1), Optional.ofNullable(mark.group(2)));
    if (code.isEmpty()) {
      defects.add(new Defect(file, at + 1, "no such code: " + mark.group(1) + "#" + mark.group(2)));
    } else if (!code.get().equals(written)) {
      defects.add(
          new Defect(
              file, at + 1, "differs from the source; './ds site --excerpts' takes it anew"));
    }
    rewritten.add(lines.get(at + 1));
    rewritten.addAll(code.orElse(written));
    rewritten.add(FENCE);
    return end;
  }

  private Optional<List<String>> code(String source, Optional<String> name) {
    return name.filter(_ -> checkout.isFile(source))
        .flatMap(it -> Source.of(source, checkout.text(source)).code(it));
  }
}
