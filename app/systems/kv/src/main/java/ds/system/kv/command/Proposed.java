package ds.system.kv.command;

import ds.core.NodeId;
import ds.protocol.raft.log.Command;

/// A command in the log, and who waits for it.
///
/// @param origin the member that proposed it
/// @param number of the command among those of its origin
public record Proposed(NodeId origin, long number, Command command) implements Command {

  private static final int OVERHEAD_BYTES = 32;

  @Override
  public int size() {
    return OVERHEAD_BYTES + command.size();
  }
}
