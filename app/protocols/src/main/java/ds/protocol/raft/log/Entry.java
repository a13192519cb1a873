package ds.protocol.raft.log;

/// A command with the term in which a leader received it. Its index is its place in the log.
public record Entry(Term term, Command command) {

  /// What a new leader appends first, to commit what its predecessors left behind (§5.4.2, §8).
  public record NoOp() implements Command {}

  /// A membership, in effect on each server from the moment its log holds the entry (§6).
  public record Configuration(Membership membership) implements Command {

    @Override
    public int size() {
      return 32 * membership.members().size();
    }
  }

  public int size() {
    return command.size();
  }
}
