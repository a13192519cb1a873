package ds.exercise.primarybackup;

import ds.core.NodeId;
import java.util.Optional;

/// Who is who, until the next view.
///
/// @param number 0 for the view in which nobody is anything, and one more for each that follows
public record View(long number, Optional<NodeId> primary, Optional<NodeId> backup) {

  public static final View NONE = new View(0, Optional.empty(), Optional.empty());

  public boolean isPrimary(NodeId server) {
    return primary.filter(server::equals).isPresent();
  }

  public boolean isBackup(NodeId server) {
    return backup.filter(server::equals).isPresent();
  }
}
