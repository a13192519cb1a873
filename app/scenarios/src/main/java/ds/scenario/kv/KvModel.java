package ds.scenario.kv;

import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.protocol.kv.KvCommand;
import ds.protocol.kv.KvCommand.Append;
import ds.protocol.kv.KvCommand.Delete;
import ds.protocol.kv.KvCommand.Put;
import ds.protocol.kv.KvCommand.PutIf;
import ds.protocol.kv.KvQuery.Get;
import ds.protocol.kv.KvResult;
import ds.protocol.kv.KvResult.Deleted;
import ds.protocol.kv.KvResult.NoKey;
import ds.protocol.kv.KvResult.Stored;
import ds.protocol.kv.KvResult.Value;
import ds.protocol.kv.KvResult.VersionMismatch;
import java.util.Optional;

/// What the store answers if one client at a time uses it, written down a second time and in the
/// simplest way, so that it can judge the first.
///
/// Keys are independent, so the state is that of one key: a history is judged key by key.
public record KvModel() implements Model<KvModel.Cell, Object, KvResult> {

  /// A key's value.
  ///
  /// @param version 0 if the key is not there
  public record Cell(String value, long version) {
    static final Cell ABSENT = new Cell("", 0);

    boolean isAbsent() {
      return version == 0;
    }
  }

  @Override
  public Cell initial() {
    return Cell.ABSENT;
  }

  @Override
  public Object part(Object input) {
    return input instanceof KvCommand command ? command.key() : ((Get) input).key();
  }

  @Override
  public Optional<Cell> step(Cell cell, Object input, KvResult output) {
    return output.equals(answer(cell, input)) ? Optional.of(unseen(cell, input)) : Optional.empty();
  }

  @Override
  public boolean onlyReads(Operation<Object, KvResult> operation) {
    return operation.input() instanceof Get
        || operation
            .output()
            .filter(output -> output instanceof NoKey || output instanceof VersionMismatch)
            .isPresent();
  }

  private static KvResult answer(Cell cell, Object input) {
    return switch (input) {
      case Get _ -> cell.isAbsent() ? new NoKey() : new Value(cell.value(), cell.version());
      case Put _, Append _ -> new Stored(cell.version() + 1);
      case PutIf put when put.version() == cell.version() -> new Stored(cell.version() + 1);
      case PutIf _ -> cell.isAbsent() ? new NoKey() : new VersionMismatch(cell.version());
      case Delete _ -> cell.isAbsent() ? new NoKey() : new Deleted();
      default -> throw new IllegalArgumentException("not an operation of the store: " + input);
    };
  }

  @Override
  public Cell unseen(Cell cell, Object input) {
    return switch (input) {
      case Get _ -> cell;
      case Put put -> new Cell(put.value(), cell.version() + 1);
      case Append append -> new Cell(cell.value() + append.value(), cell.version() + 1);
      case PutIf put when put.version() == cell.version() ->
          new Cell(put.value(), cell.version() + 1);
      case PutIf _ -> cell;
      case Delete _ -> Cell.ABSENT;
      default -> throw new IllegalArgumentException("not an operation of the store: " + input);
    };
  }

  @Override
  public String describeState(Cell cell, Object input) {
    return cell.isAbsent()
        ? "the key is not there"
        : "it holds '" + cell.value() + "' at version " + cell.version();
  }
}
