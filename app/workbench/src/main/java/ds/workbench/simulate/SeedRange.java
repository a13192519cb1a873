package ds.workbench.simulate;

import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Seeds from `first` to `last`, both included.
public record SeedRange(long first, long last) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");

  /// Every seed from `first` on, for as long as somebody waits.
  public static SeedRange from(long first) {
    return new SeedRange(first, Long.MAX_VALUE);
  }

  /// Understands `1..1000`.
  public static SeedRange parse(String typed) {
    Matcher range = FORM.matcher(typed);
    if (!range.matches()) {
      throw Complaint.of(
          Exit.USAGE, "'" + typed + "' is no range of seeds", "expected two numbers, say 1..1000");
    }
    var seeds = new SeedRange(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
    if (seeds.first > seeds.last) {
      throw Complaint.of(
          Exit.USAGE,
          "the range of seeds " + typed + " is empty",
          "expected the smaller number first");
    }
    return seeds;
  }
}
