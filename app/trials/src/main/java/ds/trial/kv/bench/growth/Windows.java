package ds.trial.kv.bench.growth;

import ds.trial.kv.bench.Measured.Seconds;
import ds.trial.kv.bench.Meter;
import ds.trial.kv.load.Tally;
import java.util.List;
import java.util.stream.IntStream;

/// Equally many seconds beside something and apart from it.
///
/// The longest answer of a long time is longer than that of a short one, whatever happens
/// meanwhile; so the longer of the two is thinned out evenly.
///
/// @param beside what was answered in seconds of the one kind
/// @param apart in as many of the other
public record Windows(Window beside, Window apart) {

  /// @param foreign cores that others used
  /// @param isBeside whether what is looked at went on
  /// @param isQuiet whether nobody else used the machine
  public record Second(Tally tally, double foreign, boolean isBeside, boolean isQuiet) {}

  /// Several seconds as one.
  public record Window(Tally tally, Seconds seconds) {}

  /// Of quiet seconds, if there are enough of both kinds; of all, if there are not.
  static Windows of(List<Second> all) {
    List<Second> quiet = all.stream().filter(Second::isQuiet).toList();
    boolean isEnough = common(quiet) >= Meter.ENOUGH;
    List<Second> chosen = isEnough ? quiet : all;
    return new Windows(
        window(kind(all, true), kind(chosen, true), common(chosen), isEnough),
        window(kind(all, false), kind(chosen, false), common(chosen), isEnough));
  }

  /// Whether so many quiet seconds of both kinds were seen, or so many others that more patience
  /// would not help.
  static boolean areEnough(List<Second> all, int wanted) {
    return isEnough(kind(all, true), wanted) && isEnough(kind(all, false), wanted);
  }

  static boolean isEnough(List<Second> some, int wanted) {
    return some.stream().filter(Second::isQuiet).count() >= wanted
        || some.size() >= Meter.PATIENCE * wanted;
  }

  static List<Second> kind(List<Second> all, boolean isBeside) {
    return all.stream().filter(it -> it.isBeside() == isBeside).toList();
  }

  private static int common(List<Second> some) {
    return Math.min(kind(some, true).size(), kind(some, false).size());
  }

  private static Window window(
      List<Second> all, List<Second> chosen, int seconds, boolean isQuiet) {
    var tally = new Tally();
    IntStream.range(0, seconds)
        .map(i -> (int) ((long) i * chosen.size() / seconds))
        .forEach(i -> tally.add(chosen.get(i).tally()));
    return new Window(tally, new Seconds(seconds, all.size() - chosen.size(), isQuiet));
  }
}
