package ds.workbench.simulate;

import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Seeds from `first` to `last`, both included.
public record SeedRange(long first, long last) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");

  /// The options by which somebody says under which seeds: one, a range of them, or neither.
  public static final class Choice {

    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "Under this seed, from which all chance comes.")
    private @Nullable Long seed;

    @Option(names = "--seeds", paramLabel = "A..B", description = "Under each seed from A to B.")
    private @Nullable String range;

    /// The one seed.
    public OptionalLong seed() {
      check();
      return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    /// The range of them.
    public Optional<SeedRange> range() {
      check();
      return Optional.ofNullable(range).map(SeedRange::parse);
    }

    private void check() {
      if (seed != null && range != null) {
        throw Complaint.of(
            Exit.USAGE, "--seed and --seeds exclude each other", "expected one of the two");
      }
      if (seed != null) {
        checked(seed);
      }
    }
  }

  /// A seed that somebody has typed.
  public static long checked(long seed) {
    if (seed < 0) {
      throw Complaint.of(Exit.USAGE, "the seed " + seed + " is negative", "expected 0 or more");
    }
    return seed;
  }

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
