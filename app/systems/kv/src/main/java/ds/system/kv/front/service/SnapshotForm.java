package ds.system.kv.front.service;

import ds.system.kv.store.StateView;
import java.util.Iterator;

/// How a snapshot is written down: whoever runs the member knows the encoding of its state.
@FunctionalInterface
public interface SnapshotForm {

  /// The state in pieces of some kilobytes, made one at a time as they are asked for.
  Iterator<byte[]> pieces(StateView state);
}
