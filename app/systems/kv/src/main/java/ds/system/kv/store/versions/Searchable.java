package ds.system.kv.store.versions;

import ds.system.kv.command.KeyRange;

/// Keys and their versions, as far as they can still be read.
public interface Searchable {

  /// The last revision.
  long revision();

  /// The oldest revision that can be read; -1 if there was no compaction.
  long compacted();

  /// Reads the keys of a range that were there at a revision, in their order.
  void read(KeyRange range, long at, Store.Reader reader);
}
