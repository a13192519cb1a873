package ds.workbench.kv.flags;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A span of time as etcd's operators write it: `90m`, `1h30m`, `2.5s`.
final class Span {

  private static final Pattern SPAN = Pattern.compile("((\\d+(\\.\\d+)?)(h|ms|m|s))+");
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(h|ms|m|s)");

  private Span() {}

  /// How many nanoseconds it takes; nothing if this is no span.
  static Optional<BigDecimal> nanos(String text) {
    if (!SPAN.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal nanos = BigDecimal.ZERO;
    for (Matcher part = PART.matcher(text); part.find(); ) {
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit(part.group(2))));
    }
    return Optional.of(nanos);
  }

  private static BigDecimal unit(String name) {
    return BigDecimal.valueOf(
        switch (name) {
          case "h" -> Duration.ofHours(1).toNanos();
          case "m" -> Duration.ofMinutes(1).toNanos();
          case "s" -> Duration.ofSeconds(1).toNanos();
          case "ms" -> Duration.ofMillis(1).toNanos();
          default -> throw new IllegalArgumentException("no unit of a span: " + name);
        });
  }
}
