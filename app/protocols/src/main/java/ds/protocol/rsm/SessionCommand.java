package ds.protocol.rsm;

import ds.protocol.raft.log.Command;

/// What replicas write into their log.
public sealed interface SessionCommand extends Command {

  /// A client has registered: its session is named by the index of this entry.
  record Open() implements SessionCommand {}

  /// A client's command. The log may hold it more than once, because clients and networks repeat
  /// themselves; [Sessions] has it carried out once.
  record Execute(RequestId id, Command command) implements SessionCommand {

    @Override
    public int size() {
      return 16 + command.size();
    }
  }
}
