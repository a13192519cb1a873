package ds.trial.kv.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Results as a program reads them.
public final class Json {

  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private Json() {}

  /// Everything that was measured, round by round.
  public static String of(List<Figure> figures) {
    return text(figures.stream().map(Json::figure).toList());
  }

  /// Results, and what they were measured on.
  public static String text(List<Map<String, Object>> results) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("machine", machine());
    all.put("results", results);
    return GSON.toJson(all) + "\n";
  }

  private static Map<String, Object> machine() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Map.of(
        "cores", system.getAvailableProcessors(),
        "memory_bytes", system.getTotalMemorySize(),
        "system", system.getName() + " " + system.getVersion(),
        "java", Runtime.version().toString());
  }

  private static Map<String, Object> figure(Figure figure) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("contender", figure.contender());
    fields.put("op", figure.row().mix().name().toLowerCase(Locale.ROOT));
    fields.put("clients", figure.row().inFlight());
    fields.put("round", figure.round());
    fields.putAll(measured(figure.measured()));
    return fields;
  }

  /// One measurement.
  public static Map<String, Object> measured(Measured it) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ops_per_second", Math.round(it.throughput()));
    for (double share : List.of(0.5, 0.9, 0.95, 0.99, 0.999, 1.0)) {
      fields.put("p" + trimmed(100 * share) + "_ms", rounded(it.millis(share)));
    }
    fields.put("longest_silence_ms", rounded(it.tally().longestSilence() / 1e6));
    fields.put("errors", it.tally().errors());
    fields.put("found_nothing", it.tally().missing());
    fields.put("load_cores", rounded(it.usage().generator()));
    fields.put("member_cores", it.usage().cores().stream().map(Json::rounded).toList());
    fields.put("member_rss_bytes", it.usage().bytes());
    fields.put("seconds", it.seconds().kept());
    fields.put("seconds_thrown_away", it.seconds().dropped());
    fields.put("quiet", it.seconds().isQuiet());
    return fields;
  }

  private static String trimmed(double percent) {
    return String.format(Locale.ROOT, "%.1f", percent).replace(".0", "");
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
