package ds.system.kv.store.versions;

import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KeyValue;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The versions that a [Store] had at one moment and that could still be read: by key, and then by
/// age. It never changes, and can be read on any thread.
///
/// What a compaction has made superfluous is left out, whether it was swept or not.
public final class Frozen implements Iterable<KeyValue> {

  private final Node root;
  private final long compacted;

  Frozen(Node root, long compacted) {
    this.root = root;
    this.compacted = compacted;
  }

  /// Reads the keys of a range that were there at a revision, in their order.
  public void read(KeyRange range, long at, Store.Reader reader) {
    var cursor = new Cursor(root, range.key().array());
    if (!range.isSingle()) {
      cursor.read(range, at, reader);
    } else if (cursor.hasKey() && Arrays.equals(cursor.key(), range.key().array())) {
      KeyValue version = cursor.history().at(at);
      if (!version.isDeletion()) {
        reader.read(version);
      }
    }
  }

  @Override
  public Iterator<KeyValue> iterator() {
    return new Versions();
  }

  private final class Versions implements Iterator<KeyValue> {
    private final Cursor cursor = new Cursor(root, new byte[0]);

    /// Of the next version in the cursor's history.
    private int index;

    Versions() {
      begin();
    }

    /// Goes to the first version of this key, or of the next one that has any.
    private void begin() {
      while (cursor.hasKey()) {
        index = cursor.history().firstSince(compacted);
        if (index < cursor.history().size()) {
          return;
        }
        cursor.advance();
      }
    }

    @Override
    public boolean hasNext() {
      return cursor.hasKey();
    }

    @Override
    public KeyValue next() {
      if (!hasNext()) {
        throw new NoSuchElementException("there are no more versions");
      }
      KeyValue version = cursor.history().get(index++);
      if (index == cursor.history().size()) {
        cursor.advance();
        begin();
      }
      return version;
    }
  }
}
