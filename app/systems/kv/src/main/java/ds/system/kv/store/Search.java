package ds.system.kv.store;

import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.Operation;
import ds.system.kv.store.versions.Frozen;
import ds.system.kv.store.versions.Searchable;
import ds.system.kv.store.versions.Store;

/// A range, or a transaction of ranges, that has yet to be looked for, in the keys as they were
/// when it was to be answered.
///
/// To walk a million keys takes a tenth of a second. A member that did so in one of its steps would
/// let its heartbeats wait; so whoever waits for the answer looks for it, on any thread.
public final class Search implements Searchable {

  private final Frozen keys;
  private final long revision;
  private final long compacted;
  private final Operation wanted;

  /// @param wanted [reads only][Operation#readsOnly]
  Search(Store store, Operation wanted) {
    this.keys = store.freeze();
    this.revision = store.revision();
    this.compacted = store.compacted();
    this.wanted = wanted;
  }

  /// Of the state that is searched.
  @Override
  public long revision() {
    return revision;
  }

  @Override
  public long compacted() {
    return compacted;
  }

  @Override
  public void read(KeyRange range, long at, Store.Reader reader) {
    keys.read(range, at, reader);
  }

  /// The answer.
  public KvResult find() {
    return new Reads(this).answer(wanted);
  }
}
