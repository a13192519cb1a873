package ds.system.kv.store;

import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvResult.Found;
import ds.system.kv.command.Range;
import ds.system.kv.store.versions.Frozen;
import ds.system.kv.store.versions.Searchable;
import ds.system.kv.store.versions.Store;

/// A [Range] that has yet to be looked for, in the keys as they were when it was to be answered.
///
/// To walk a million keys takes a tenth of a second. A member that did so in one of its steps would
/// let its heartbeats wait; so whoever waits for the answer looks for it, on any thread.
public final class Search implements Searchable {

  private final Frozen keys;
  private final long revision;
  private final Range range;

  Search(Store store, Range range) {
    this.keys = store.freeze();
    this.revision = store.revision();
    this.range = range;
  }

  /// Of the state that is searched.
  @Override
  public long revision() {
    return revision;
  }

  @Override
  public void read(KeyRange wanted, long at, Store.Reader reader) {
    keys.read(wanted, at, reader);
  }

  /// The answer.
  public Found find() {
    return Ranges.find(this, range);
  }
}
