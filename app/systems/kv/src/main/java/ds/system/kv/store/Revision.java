package ds.system.kv.store;

import ds.system.kv.command.KeyValue;
import java.util.List;
import java.util.Optional;

/// What one revision has changed, for those who watch.
///
/// @param changes in the order in which they were made
public record Revision(long number, List<Change> changes) {

  public Revision {
    changes = List.copyOf(changes);
  }

  /// @param version what came about, possibly a deletion
  /// @param previous what the key was before; empty if it was not there, or if that is compacted
  public record Change(KeyValue version, Optional<KeyValue> previous) {}
}
