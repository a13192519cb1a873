package clocks;

import ds.core.NodeId;
import ds.exercise.clocks.Logged;
import ds.exercise.clocks.Logged.Heard;
import ds.exercise.clocks.Logged.Sent;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The past of each line of a log: the set of all lines that happened before it.
///
/// A past holds the pasts of all that is in it. So whatever happened before a line has a smaller
/// past than the line.
final class Pasts {

  /// Where a line stands among those of its server.
  private record Place(NodeId node, int index) {}

  private final List<Logged> log;
  private final Map<Place, Integer> places = new HashMap<>();
  private final Map<Long, Integer> sendings = new HashMap<>();

  /// By position of the line in the log, as the members of each set are.
  private final Map<Integer, BitSet> pasts = new HashMap<>();

  Pasts(List<Logged> log) {
    this.log = log;
    for (int line = 0; line < log.size(); line++) {
      places.put(new Place(log.get(line).node(), log.get(line).index()), line);
      if (log.get(line) instanceof Sent sent) {
        sendings.put(sent.note(), line);
      }
    }
  }

  int size(int line) {
    return past(line).cardinality();
  }

  boolean areConcurrent(int one, int other) {
    return !past(one).get(other) && !past(other).get(one);
  }

  private BitSet past(int line) {
    BitSet known = pasts.get(line);
    if (known != null) {
      return known;
    }
    BitSet past = new BitSet(log.size());
    lineBefore(line).ifPresent(before -> add(before, past));
    sending(line).ifPresent(sending -> add(sending, past));
    pasts.put(line, past);
    return past;
  }

  private void add(int line, BitSet past) {
    past.set(line);
    past.or(past(line));
  }

  private Optional<Integer> lineBefore(int line) {
    Place place = new Place(log.get(line).node(), log.get(line).index() - 1);
    return Optional.ofNullable(places.get(place));
  }

  private Optional<Integer> sending(int line) {
    return log.get(line) instanceof Heard heard
        ? Optional.ofNullable(sendings.get(heard.note()))
        : Optional.empty();
  }
}
