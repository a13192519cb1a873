package ds.trial.kv.judge;

import ds.trial.kv.judge.WatchJudge.Change;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is known of one revision: as what watches were told of it, and what a writer was
/// acknowledged in it. Whatever is said of it later has to agree.
final class Known {

  private final long revision;
  private Optional<List<Change>> told = Optional.empty();
  private String by = "";
  private Optional<String> writer = Optional.empty();
  private Map<String, Optional<String>> edits = Map.of();

  /// Watches, by number, that were told of it or need not be.
  private final BitSet passed = new BitSet();

  /// Watches that are beyond it and should have been told, if there is anything to be told of.
  private final BitSet missed = new BitSet();

  Known(long revision) {
    this.revision = revision;
  }

  long revision() {
    return revision;
  }

  void pass(int watch) {
    passed.set(watch);
  }

  boolean hasPassed(int watch) {
    return passed.get(watch);
  }

  void miss(int watch) {
    missed.set(watch);
  }

  /// The watches that have missed it, each only once.
  List<Integer> takeMissed() {
    List<Integer> all = missed.stream().boxed().toList();
    missed.clear();
    return all;
  }

  /// @return the writer before, who alone can be right
  Optional<String> acknowledge(String name, Map<String, Optional<String>> changes) {
    Optional<String> before = writer;
    if (before.isEmpty()) {
      writer = Optional.of(name);
      edits = Map.copyOf(changes);
    }
    return before;
  }

  boolean isTold() {
    return told.isPresent();
  }

  /// The first watch that is told of it.
  void tell(String watcher, List<Change> changes) {
    told = Optional.of(changes);
    by = watcher;
  }

  /// What is wrong if another watch is told these changes.
  Optional<String> objection(String watcher, List<Change> changes) {
    return told.filter(it -> !it.equals(changes))
        .map(it ->
            "Revision "
                + revision
                + " was told to "
                + watcher
                + " as "
                + words(changes)
                + ", but to "
                + by
                + " as "
                + words(it)
                + ".");
  }

  /// What is wrong if watches were told something else than was written.
  Optional<String> contradiction() {
    return told.filter(it -> writer.isPresent() && !lastOf(it).equals(edits))
        .map(it ->
            "Revision "
                + revision
                + " was told as "
                + words(it)
                + ", but "
                + writer.orElseThrow()
                + " was acknowledged "
                + edits
                + " in it.");
  }

  private static Map<String, Optional<String>> lastOf(List<Change> changes) {
    Map<String, Optional<String>> last = new HashMap<>();
    changes.forEach(change -> last.put(change.key(), change.value()));
    return last;
  }

  /// From whom it is known.
  String source() {
    return writer.isPresent()
        ? writer.get() + " was acknowledged " + edits + " in it"
        : "another watch was told " + told.map(Known::words).orElse("?");
  }

  static String words(List<Change> changes) {
    return changes.stream().map(Change::toString).collect(Collectors.joining(", "));
  }
}
