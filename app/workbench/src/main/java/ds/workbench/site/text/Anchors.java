package ds.workbench.site.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The anchors of one page's headings, formed as GitHub forms them, so that a link holds in both
/// places.
final class Anchors {

  private static final Pattern DROPPED = Pattern.compile("[^\\p{L}\\p{M}\\p{N} _-]");

  private final Map<String, Integer> seen = new HashMap<>();

  /// The anchor of the next heading: the second of the same words gets a `-1`.
  String next(String words) {
    String anchor = of(words);
    int before = seen.merge(anchor, 1, Integer::sum) - 1;
    return before == 0 ? anchor : anchor + "-" + before;
  }

  static String of(String words) {
    return DROPPED.matcher(words.toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
  }
}
