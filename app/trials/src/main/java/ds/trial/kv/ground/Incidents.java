package ds.trial.kv.ground;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What no server should have done, whatever was done to it.
public final class Incidents {

  private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

  private static final int WORDS_MAX = 1_500;

  private final List<String> all = new ArrayList<>();

  /// @param what happened, as a sentence
  /// @param words that the server said last
  public synchronized void add(String what, String words) {
    String end = words.substring(Math.max(0, words.length() - WORDS_MAX)).strip();
    all.add(end.isEmpty() ? what : what + "; it said: " + end);
    LOG.error("{}", all.getLast());
  }

  public synchronized List<String> all() {
    return List.copyOf(all);
  }
}
