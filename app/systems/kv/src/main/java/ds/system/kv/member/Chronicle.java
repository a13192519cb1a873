package ds.system.kv.member;

import ds.system.kv.call.Answer;
import ds.system.kv.command.KeyValue;
import ds.system.kv.store.Revision;
import ds.system.kv.store.Revision.Change;
import ds.system.kv.store.StoreMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The revisions of the store, as those see them who watch it.
final class Chronicle {

  private final StoreMachine state;

  /// The last revision that was taken.
  private long told = 1;

  Chronicle(StoreMachine state) {
    this.state = state;
  }

  /// What the last command has changed, if it has changed anything.
  Optional<Revision> take() {
    long now = state.revision();
    if (now == told) {
      return Optional.empty();
    }
    told = now;
    return Optional.of(revision(now, state.changes(now, now)));
  }

  /// The state is another one, of which nobody is told: whoever watches asks for what is missing.
  void skip() {
    told = state.revision();
  }

  /// The revisions from one on, as many as are wanted.
  Answer.Revisions since(long from, int max) {
    long compacted = state.compacted();
    if (from < compacted || from > state.revision()) {
      return new Answer.Revisions(List.of(), from, compacted);
    }
    long last = Math.min(state.revision(), from + max - 1);
    List<Revision> revisions = new ArrayList<>();
    List<KeyValue> together = new ArrayList<>();
    for (KeyValue change : state.changes(from, last)) {
      if (!together.isEmpty() && together.getFirst().modified() != change.modified()) {
        revisions.add(revision(together.getFirst().modified(), together));
        together.clear();
      }
      together.add(change);
    }
    if (!together.isEmpty()) {
      revisions.add(revision(together.getFirst().modified(), together));
    }
    return new Answer.Revisions(revisions, last + 1, compacted);
  }

  private Revision revision(long number, List<KeyValue> versions) {
    List<Change> changes = new ArrayList<>(versions.size());
    for (KeyValue version : versions) {
      changes.add(new Change(version, state.before(version)));
    }
    return new Revision(number, changes);
  }
}
