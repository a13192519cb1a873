package ds.lab.script.stage;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that somebody probably meant.
public final class Nearest {

  private Nearest() {}

  /// The valid name with the fewest typing mistakes, if a third of its letters or fewer are wrong;
  /// or else the one that contains what was typed, or begins as it does.
  public static Optional<String> to(String typed, Collection<String> valid) {
    Optional<String> similar =
        valid.stream()
            .filter(name -> mistakes(typed, name) <= Math.max(1, name.length() / 3))
            .min(comparingInt(name -> mistakes(typed, name)));
    return similar.or(() -> valid.stream().filter(name -> resembles(typed, name)).findFirst());
  }

  private static boolean resembles(String typed, String name) {
    return typed.length() >= 3 && (name.contains(typed) || typed.contains(name));
  }

  /// The letters to insert, delete, replace or swap with their neighbour (Damerau's distance, in
  /// the variant that edits no letter twice). Case does not count.
  static int mistakes(String typed, String name) {
    var a = typed.toLowerCase(Locale.ROOT);
    var b = name.toLowerCase(Locale.ROOT);
    var d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, String a, String b, int i, int j) {
    int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
