package ds.workbench.door.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a member says of itself, in the form that Prometheus reads: sums over all labels of a
/// meter.
record Meters(Map<String, Double> values) {

  private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{[^}]*})? ([^ ]+).*");

  static final Meters NONE = new Meters(Map.of());

  static Meters of(String text) {
    Map<String, Double> values = new HashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> values.merge(line.group(1), number(line.group(2)), Double::sum));
    return new Meters(values);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0; // `+Inf` and `NaN` have other spellings there
    }
  }

  double get(String name) {
    return values.getOrDefault(name, 0.0);
  }

  long whole(String name) {
    return (long) get(name);
  }
}
