package ds.lab.script.stage;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that somebody probably meant.
final class Nearest {

  private Nearest() {}

  /// The valid name with the fewest typing mistakes, if a third of its letters or fewer are wrong.
  static Optional<String> to(String typed, Collection<String> valid) {
    Optional<String> nearest = Optional.empty();
    int fewest = Integer.MAX_VALUE;
    for (String name : valid) {
      int mistakes = mistakes(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (mistakes <= Math.max(1, name.length() / 3) && mistakes < fewest) {
        fewest = mistakes;
        nearest = Optional.of(name);
      }
    }
    return nearest;
  }

  /// How many letters to insert, delete or replace (Levenshtein's distance).
  private static int mistakes(String typed, String name) {
    int[] row = new int[name.length() + 1];
    for (int j = 0; j <= name.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= typed.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= name.length(); j++) {
        int replaced = diagonal + (typed.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[name.length()];
  }
}
