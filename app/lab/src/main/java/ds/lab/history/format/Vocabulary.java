package ds.lab.history.format;

import ds.lab.history.Model;
import ds.lab.history.model.KeyValueModel;
import ds.lab.history.model.LockModel;
import ds.lab.history.model.LogModel;
import ds.lab.history.model.QueueModel;
import ds.lab.history.model.RegisterModel;
import ds.lab.history.model.SetModel;
import ds.lab.history.model.VersionedKeyValueModel;
import ds.lab.history.model.WholeModel;
import java.util.List;
import java.util.Optional;

/// How the operations of a model are written in files. `reference/histories.md` has the table.
///
/// @param name what the model is called on the command line
/// @param inputs reads an invocation
/// @param outputs reads an answer
public record Vocabulary<S, I, O>(
    String name, Model<S, I, O> model, Inputs<I> inputs, Outputs<I, O> outputs) {

  @FunctionalInterface
  interface Inputs<I> {
    I read(Event invocation) throws MalformedException;
  }

  @FunctionalInterface
  interface Outputs<I, O> {
    O read(I input, Event answer) throws MalformedException;
  }

  /// The same, for an object whose parts are judged together.
  public Vocabulary<S, I, O> whole() {
    return new Vocabulary<>(name, new WholeModel<>(model), inputs, outputs);
  }

  /// All that there are.
  public static List<Vocabulary<?, ?, ?>> all() {
    return List.of(register(), keyValue(), versionedKeyValue(), lock(), queue(), set(), log());
  }

  static Vocabulary<?, RegisterModel.Input, RegisterModel.Output> register() {
    return new Vocabulary<>(
        "register",
        RegisterModel.empty(),
        call ->
            switch (call.f()) {
              case "read" -> new RegisterModel.Read();
              case "write" -> new RegisterModel.Write(call.word("value"));
              case "cas" -> {
                List<String> pair = call.pair("value");
                yield new RegisterModel.CompareAndSet(pair.getFirst(), pair.getLast());
              }
              default -> throw unknown(call, "read, write or cas");
            },
        (input, answer) ->
            switch (input) {
              case RegisterModel.Read() -> new RegisterModel.Value(answer.optional("value"));
              case RegisterModel.Write _ -> new RegisterModel.Done();
              case RegisterModel.CompareAndSet _ ->
                  answer.succeeded() ? new RegisterModel.Done() : new RegisterModel.Mismatch();
            });
  }

  static Vocabulary<?, KeyValueModel.Input, KeyValueModel.Output> keyValue() {
    return new Vocabulary<>(
        "kv",
        new KeyValueModel(),
        call -> {
          String key = call.word("key");
          return switch (call.f()) {
            case "get" -> new KeyValueModel.Get(key);
            case "put" -> new KeyValueModel.Put(key, call.word("value"));
            case "append" -> new KeyValueModel.Append(key, call.word("value"));
            case "delete" -> new KeyValueModel.Delete(key);
            default -> throw unknown(call, "get, put, append or delete");
          };
        },
        (input, answer) ->
            input instanceof KeyValueModel.Get
                ? new KeyValueModel.Value(answer.optional("value").orElse(""))
                : new KeyValueModel.Done());
  }

  static Vocabulary<?, VersionedKeyValueModel.Input, VersionedKeyValueModel.Output>
      versionedKeyValue() {
    return new Vocabulary<>(
        "versioned-kv",
        new VersionedKeyValueModel(),
        call ->
            switch (call.f()) {
              case "get" -> new VersionedKeyValueModel.Get(call.word("key"));
              case "put" ->
                  new VersionedKeyValueModel.Put(
                      call.word("key"), call.word("value"), call.number("version"));
              default -> throw unknown(call, "get or put");
            },
        Vocabulary::versionedAnswer);
  }

  private static VersionedKeyValueModel.Output versionedAnswer(
      VersionedKeyValueModel.Input input, Event answer) throws MalformedException {
    String result = answer.optional("result").orElse("ok");
    if (input instanceof VersionedKeyValueModel.Get) {
      return switch (result) {
        case "ok" ->
            new VersionedKeyValueModel.Value(answer.word("value"), answer.number("version"));
        case "missing" -> new VersionedKeyValueModel.Missing();
        default -> throw unexpectedResult(result, "\"missing\", or value and version");
      };
    }
    return switch (result) {
      case "ok" -> new VersionedKeyValueModel.Done();
      case "conflict" -> new VersionedKeyValueModel.Conflict();
      case "missing" -> new VersionedKeyValueModel.Missing();
      case "maybe" -> new VersionedKeyValueModel.Maybe();
      default -> throw unexpectedResult(result, "\"ok\", \"conflict\", \"missing\" or \"maybe\"");
    };
  }

  static Vocabulary<?, LockModel.Input, LockModel.Output> lock() {
    return new Vocabulary<>(
        "lock",
        new LockModel(),
        call -> {
          String lock = call.optional("key").orElse("the lock");
          String owner = call.optional("value").orElse(call.process());
          return switch (call.f()) {
            case "acquire" -> new LockModel.Acquire(lock, owner);
            case "release" -> new LockModel.Release(lock, owner);
            default -> throw unknown(call, "acquire or release");
          };
        },
        (input, answer) -> {
          if (!answer.succeeded()) {
            return new LockModel.Refused();
          }
          return input instanceof LockModel.Acquire
              ? new LockModel.Granted()
              : new LockModel.Released();
        });
  }

  static Vocabulary<?, QueueModel.Input, QueueModel.Output> queue() {
    return new Vocabulary<>(
        "queue",
        new QueueModel(),
        call ->
            switch (call.f()) {
              case "enqueue" -> new QueueModel.Enqueue(call.word("value"));
              case "dequeue" -> new QueueModel.Dequeue();
              default -> throw unknown(call, "enqueue or dequeue");
            },
        (input, answer) -> {
          Optional<String> item = answer.optional("value");
          if (input instanceof QueueModel.Enqueue) {
            return new QueueModel.Done();
          }
          return item.isPresent() ? new QueueModel.Item(item.get()) : new QueueModel.Empty();
        });
  }

  static Vocabulary<?, SetModel.Input, SetModel.Output> set() {
    return new Vocabulary<>(
        "set",
        new SetModel(),
        call ->
            switch (call.f()) {
              case "add" -> new SetModel.Add(call.word("value"));
              case "remove" -> new SetModel.Remove(call.word("value"));
              case "contains" -> new SetModel.Contains(call.word("value"));
              case "read" -> new SetModel.Read();
              default -> throw unknown(call, "add, remove, contains or read");
            },
        (input, answer) ->
            switch (input) {
              case SetModel.Contains _ -> new SetModel.Present(answer.result());
              case SetModel.Read() -> new SetModel.Elements(answer.words("value"));
              case SetModel.Add _, SetModel.Remove _ ->
                  answer.has("result")
                      ? new SetModel.Changed(answer.result())
                      : new SetModel.Done();
            });
  }

  static Vocabulary<?, LogModel.Input, LogModel.Output> log() {
    return new Vocabulary<>(
        "log",
        new LogModel(),
        call ->
            switch (call.f()) {
              case "append" -> new LogModel.Append(call.word("value"));
              case "read" ->
                  new LogModel.Read(call.has("value") ? call.count("value") : Integer.MAX_VALUE);
              default -> throw unknown(call, "append or read");
            },
        (input, answer) -> {
          if (input instanceof LogModel.Read) {
            return new LogModel.Entries(answer.words("value"));
          }
          return answer.has("result")
              ? new LogModel.Position(answer.count("result"))
              : new LogModel.Done();
        });
  }

  private static MalformedException unknown(Event call, String expected) {
    return new MalformedException("the operation \"" + call.f() + "\"", expected);
  }

  private static MalformedException unexpectedResult(String result, String expected) {
    return new MalformedException("the result \"" + result + "\"", expected);
  }
}
