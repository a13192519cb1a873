package ds.protocol.rsm;

import ds.core.Durable;
import ds.protocol.raft.log.Command;
import java.util.List;

/// Adds up: a machine for which it matters that nothing is done twice.
final class Tally implements Machine {

  record Add(long amount) implements Command {}

  record Sum() implements Query {}

  record Total(long value) implements Result {}

  record TallyPiece(long total) implements Durable {}

  private long total;

  @Override
  public Result apply(Command command) {
    total += ((Add) command).amount;
    return new Total(total);
  }

  @Override
  public Result query(Query query) {
    return new Total(total);
  }

  @Override
  public Iterable<Durable> snapshot() {
    return List.of(new TallyPiece(total));
  }

  @Override
  public void clear() {
    total = 0;
  }

  @Override
  public void restore(Durable piece) {
    total += ((TallyPiece) piece).total;
  }
}
