package ds.workbench.kv.flags;

import ds.system.kv.compaction.Retention;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// The flags that say how much of the past is kept, as etcd understands them: a number of hours or
/// a span of time such as `1h30m`, or a number of revisions; 0 for all of it.
final class RetentionFlags {

  private static final List<String> MODES = List.of("periodic", "revision");

  private static final String EXPECTED = "expected hours or a span such as 90m, or 0 to keep all";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  @Option(
      names = "--auto-compaction-mode",
      paramLabel = "periodic|revision",
      defaultValue = "periodic",
      description = "What --auto-compaction-retention counts (${DEFAULT-VALUE}).")
  private String mode;

  @Option(
      names = "--auto-compaction-retention",
      paramLabel = "N|SPAN",
      defaultValue = "0",
      description =
          "How much of the past is kept at least: hours or a span such as 90m, or so many"
              + " revisions; 0 for all, until somebody compacts.")
  private String retention;

  /// What they say, once looked at.
  Retention retention() {
    if (!MODES.contains(mode)) {
      throw Complaint.unknown("mode of compaction", mode, MODES);
    }
    return mode.equals("revision") ? revisions() : span();
  }

  private Retention revisions() {
    if (!NUMBER.matcher(retention).matches()) {
      throw refused("expected a number of revisions, or 0 to keep all");
    }
    long count = Long.parseLong(retention);
    return count == 0 ? new Retention.All() : new Retention.Revisions(count);
  }

  private Retention span() {
    String span = NUMBER.matcher(retention).matches() ? retention + "h" : retention;
    BigDecimal nanos = Span.nanos(span).orElseThrow(() -> refused(EXPECTED));
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw refused("expected less than three centuries");
    }
    return nanos.longValue() == 0 ? new Retention.All() : new Retention.Span(nanos.longValue());
  }

  private Complaint refused(String expected) {
    return Complaint.of(Exit.USAGE, "--auto-compaction-retention " + retention, expected);
  }
}
