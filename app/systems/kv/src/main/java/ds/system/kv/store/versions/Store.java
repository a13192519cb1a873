package ds.system.kv.store.versions;

import ds.core.Check;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KeyValue;
import java.util.List;

/// All versions of all keys since the last compaction, found by key or by revision.
///
/// A command writes by [#put] and [#delete], all of it in one revision, and ends with [#commit];
/// what it has written so far, it reads. A compaction takes effect at once: nobody can read below
/// its revision any more. What it makes superfluous is thrown away a little at a time, by [#sweep],
/// because a store that stood still for it would lose its leadership.
public final class Store implements Searchable {

  /// What reads a range.
  public interface Reader {

    /// @return whether the next one is wanted
    boolean read(KeyValue version);
  }

  private final KeyTree tree = new KeyTree();
  private final ChangeLog changes = new ChangeLog();

  private long revision = 1;
  private long compacted = -1;

  /// Changes since the last commit.
  private int uncommitted;

  private long sizeBytes;

  /// The revision of the last change, that of the command at work included.
  @Override
  public long revision() {
    return uncommitted == 0 ? revision : revision + 1;
  }

  @Override
  public long compacted() {
    return compacted;
  }

  /// What keys and values take, with what it costs to keep them.
  public long sizeBytes() {
    return sizeBytes;
  }

  /// The version that is there now; [KeyValue#NONE] if the key is not there.
  public KeyValue present(Bytes key) {
    KeyValue newest = tree.find(key.array()).newest();
    return newest.isDeletion() ? KeyValue.NONE : newest;
  }

  @Override
  public void read(KeyRange range, long at, Reader reader) {
    if (range.isSingle()) {
      KeyValue version = tree.find(range.key().array()).at(at);
      if (!version.isDeletion()) {
        reader.read(version);
      }
      return;
    }
    new Cursor(tree.root(), range.key().array()).read(range, at, reader);
  }

  /// How many keys of a range there are to walk, deleted ones included: so many at most, and one
  /// more if there are more.
  public int length(KeyRange range, int most) {
    if (range.isSingle()) {
      return 1;
    }
    int walked = 0;
    var cursor = new Cursor(tree.root(), range.key().array());
    while (walked <= most && cursor.hasKey() && range.endsBehind(cursor.key())) {
      walked++;
      cursor.advance();
    }
    return walked;
  }

  /// Makes a key, or gives it another value and lease.
  ///
  /// @param present the version that is there now, as [#present] says
  public void put(KeyValue present, Bytes key, Bytes value, long lease) {
    boolean isNew = present.isDeletion();
    long now = revision + 1;
    write(
        new KeyValue(
            isNew ? key : present.key(), // one array for all versions of a key
            value,
            isNew ? now : present.created(),
            now,
            uncommitted,
            present.version() + 1,
            lease));
  }

  /// Deletes a key that is there.
  public void delete(KeyValue present) {
    write(KeyValue.deletion(present.key(), revision + 1, uncommitted));
  }

  private void write(KeyValue version) {
    uncommitted++;
    add(version);
    changes.add(version);
  }

  private void add(KeyValue version) {
    byte[] key = version.key().array();
    History history = tree.find(key);
    if (history.size() == 0) {
      tree.insert(key, history.plus(version));
    } else {
      tree.replace(key, history.plus(version));
    }
    sizeBytes += version.size();
  }

  /// Ends a command. One that has changed nothing leaves the revision as it is.
  public void commit() {
    revision = revision();
    uncommitted = 0;
  }

  /// The changes of the revisions `from` to `to`, both included, in their order.
  ///
  /// @param from not before the last compaction
  public List<KeyValue> changes(long from, long to) {
    Check.that(from >= compacted, "the changes of compacted revisions are gone");
    return changes.between(from, to);
  }

  /// What a key was before a change; [KeyValue#NONE] if it was not there, or if that was before the
  /// last compaction.
  public KeyValue before(KeyValue change) {
    if (change.modified() - 1 < compacted) {
      return KeyValue.NONE;
    }
    KeyValue before = tree.find(change.key().array()).before(change);
    return before.isDeletion() ? KeyValue.NONE : before;
  }

  /// Makes `to` the oldest revision that can be read.
  public void compact(long to) {
    Check.that(to > compacted && to <= revision, "a compaction goes forward, to what there is");
    compacted = to;
  }

  /// Throws away versions that a compaction has made superfluous.
  ///
  /// @param budget how many changes to look at
  /// @return whether nothing is left to do
  public boolean sweep(int budget) {
    for (int i = 0; i < budget && !isSwept(); i++) {
      sweep(changes.get(0).key());
      changes.removeFirst();
    }
    return isSwept();
  }

  private boolean isSwept() {
    return changes.size() == 0 || changes.get(0).modified() >= compacted;
  }

  /// Whoever is superseded was superseded by a change that is swept at some time, and so goes then.
  private void sweep(Bytes key) {
    History history = tree.find(key.array());
    int first = history.firstSince(compacted);
    for (int i = 0; i < first; i++) {
      sizeBytes -= history.get(i).size();
    }
    if (first == history.size()) {
      if (first > 0) {
        tree.remove(key.array());
      }
    } else if (first > 0) {
      tree.replace(key.array(), history.from(first));
    }
  }

  /// The keys as they are now, for ever.
  public Frozen freeze() {
    return new Frozen(tree.freeze(), compacted);
  }

  /// Begins to take in a snapshot, into an empty store.
  public void restore(long snapshotRevision, long snapshotCompacted) {
    revision = snapshotRevision;
    compacted = snapshotCompacted;
  }

  /// Takes in a version of a snapshot: keys in their order, the versions of each in theirs.
  public void restore(KeyValue version) {
    add(version);
    if (version.modified() >= compacted) {
      changes.add(version);
    }
  }

  /// Ends taking in a snapshot.
  public void restored() {
    changes.sort();
  }
}
