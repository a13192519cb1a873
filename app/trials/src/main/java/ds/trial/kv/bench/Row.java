package ds.trial.kv.bench;

import ds.trial.kv.load.Mix;
import java.util.Locale;

/// One line of a table: what is asked, and how many requests at a time.
public record Row(Mix mix, int inFlight) {

  @Override
  public String toString() {
    return mix.name().toLowerCase(Locale.ROOT) + ", " + inFlight;
  }
}
