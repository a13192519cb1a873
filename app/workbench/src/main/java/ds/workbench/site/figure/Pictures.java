package ds.workbench.site.figure;

import ds.lab.script.stage.Mistake;
import ds.workbench.simulate.Drawing;
import ds.workbench.site.place.Address;
import ds.workbench.site.place.Checkout;
import ds.workbench.site.place.Defect;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The figures of one text that show runs, beside what the simulator draws now.
public final class Pictures {

  /// The mark, and the image on the line below it.
  private static final Pattern FIGURE =
      Pattern.compile("(?m)^<!--\\s*figure:\\s*(\\S.*?)\\s*-->\\R!\\[[^\\]]*]\\(([^)\\s]+)\\)");

  private final Checkout checkout;
  private final List<Defect> defects = new ArrayList<>();
  private final SortedMap<String, String> stale = new TreeMap<>();

  private Pictures(Checkout checkout) {
    this.checkout = checkout;
  }

  /// Draws every figure of a text.
  ///
  /// @param file that the text stands in
  public static Pictures of(Checkout checkout, String file, String text) {
    var pictures = new Pictures(checkout);
    Matcher figure = FIGURE.matcher(text);
    while (figure.find()) {
      int line = (int) text.substring(0, figure.start()).lines().count() + 1;
      String picture = Address.resolve(Address.folderOf(file), figure.group(2));
      pictures.compare(file, line, figure.group(1), picture);
    }
    return pictures;
  }

  private void compare(String file, int line, String drawing, String picture) {
    String drawn;
    try {
      drawn = Drawing.parse(drawing).svg();
    } catch (Mistake mistake) {
      defects.add(new Defect(file, line, "no such run: " + mistake.what()));
      return;
    }
    if (!checkout.isFile(picture) || !checkout.text(picture).equals(drawn)) {
      stale.put(picture, drawn);
      defects.add(
          new Defect(
              file,
              line,
              picture + " does not show this run; './ds site --figures' draws it anew"));
    }
  }

  /// Pictures whose link opens nothing, or whose picture shows something else.
  public List<Defect> defects() {
    return defects;
  }

  /// The pictures that are not what the simulator draws, by file, as they should be.
  public SortedMap<String, String> stale() {
    return stale;
  }
}
