package ds.protocol.raft.smoke;

import ds.core.Durable;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.LargePiece;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// An application whose state is all that was ever written to it.
public final class Register implements Application {

  public record Write(String value) implements Command {}

  /// A write that was applied; also the piece of a snapshot.
  public record Written(LogIndex index, Term term, Command command) implements LargePiece {

    @Override
    public int size() {
      return command.size();
    }
  }

  private final LongConsumer onReadable;
  private final List<Written> history = new ArrayList<>();
  private int leadershipsLost;
  private int restored;

  /// What [#snapshotBytes] says.
  public long snapshotBytes;

  /// An empty one.
  ///
  /// @param onReadable told the ticket of each read that may be answered
  public Register(LongConsumer onReadable) {
    this.onReadable = onReadable;
  }

  @Override
  public void apply(LogIndex index, Term term, Command command) {
    history.add(new Written(index, term, command));
  }

  @Override
  public Iterable<Durable> snapshot() {
    return List.copyOf(history);
  }

  @Override
  public long snapshotBytes() {
    return snapshotBytes;
  }

  @Override
  public void restore(Iterable<? extends Durable> pieces) {
    history.clear();
    pieces.forEach(piece -> history.add((Written) piece));
    restored++;
  }

  @Override
  public void readable(long ticket) {
    onReadable.accept(ticket);
  }

  @Override
  public void leadershipLost() {
    leadershipsLost++;
  }

  /// The values written, in order.
  public List<String> values() {
    return history.stream().map(written -> ((Write) written.command()).value()).toList();
  }

  public int leadershipsLost() {
    return leadershipsLost;
  }

  public int restored() {
    return restored;
  }
}
