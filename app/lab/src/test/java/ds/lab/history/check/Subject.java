package ds.lab.history.check;

import ds.lab.history.Model;
import ds.lab.history.model.Bindings;
import ds.lab.history.model.KeyValueModel;
import ds.lab.history.model.LockModel;
import ds.lab.history.model.LogModel;
import ds.lab.history.model.QueueModel;
import ds.lab.history.model.RegisterModel;
import ds.lab.history.model.SetModel;
import ds.lab.history.model.VersionedKeyValueModel;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// An object for tests: its model, what it is asked, and an answer to each question.
record Subject<S, I, O>(Model<S, I, O> model, List<I> inputs, BiFunction<S, I, O> answers) {

  static Stream<Subject<?, ?, ?>> all() {
    return Stream.of(register(), keyValue(), versioned(), lock(), queue(), set(), log());
  }

  O answer(S state, I input) {
    return answers.apply(state, input);
  }

  @Override
  public String toString() {
    return model.getClass().getSimpleName();
  }

  static Subject<RegisterModel.Value, RegisterModel.Input, RegisterModel.Output> register() {
    return new Subject<>(
        RegisterModel.holding("0"),
        List.of(
            new RegisterModel.Read(),
            new RegisterModel.Read(),
            new RegisterModel.Write("1"),
            new RegisterModel.Write("2"),
            new RegisterModel.CompareAndSet("0", "1"),
            new RegisterModel.CompareAndSet("1", "2"),
            new RegisterModel.CompareAndSet("2", "0")),
        (state, input) ->
            switch (input) {
              case RegisterModel.Read() -> state;
              case RegisterModel.Write _ -> new RegisterModel.Done();
              case RegisterModel.CompareAndSet(var expected, _) ->
                  state.content().equals(Optional.of(expected))
                      ? new RegisterModel.Done()
                      : new RegisterModel.Mismatch();
            });
  }

  static Subject<Bindings<String>, KeyValueModel.Input, KeyValueModel.Output> keyValue() {
    return new Subject<>(
        new KeyValueModel(),
        List.of(
            new KeyValueModel.Get("x"),
            new KeyValueModel.Get("x"),
            new KeyValueModel.Get("x"),
            new KeyValueModel.Get("y"),
            new KeyValueModel.Get("y"),
            new KeyValueModel.Put("x", "a"),
            new KeyValueModel.Append("x", "b"),
            new KeyValueModel.Put("y", "a"),
            new KeyValueModel.Delete("x")),
        (state, input) ->
            input instanceof KeyValueModel.Get(var key)
                ? new KeyValueModel.Value(state.get(key).orElse(""))
                : new KeyValueModel.Done());
  }

  static Subject<
          Bindings<VersionedKeyValueModel.Value>,
          VersionedKeyValueModel.Input,
          VersionedKeyValueModel.Output>
      versioned() {
    return new Subject<>(
        new VersionedKeyValueModel(),
        List.of(
            new VersionedKeyValueModel.Get("x"),
            new VersionedKeyValueModel.Put("x", "a", 0),
            new VersionedKeyValueModel.Put("x", "b", 0),
            new VersionedKeyValueModel.Put("x", "c", 1),
            new VersionedKeyValueModel.Put("x", "d", 2)),
        (state, input) -> {
          var held = state.get("x");
          return switch (input) {
            case VersionedKeyValueModel.Get _ ->
                held.<VersionedKeyValueModel.Output>map(value -> value)
                    .orElse(new VersionedKeyValueModel.Missing());
            case VersionedKeyValueModel.Put(_, _, var version) ->
                held.map(VersionedKeyValueModel.Value::version).orElse(0L) == version
                    ? new VersionedKeyValueModel.Done()
                    : new VersionedKeyValueModel.Conflict();
          };
        });
  }

  static Subject<Bindings<String>, LockModel.Input, LockModel.Output> lock() {
    return new Subject<>(
        new LockModel(),
        List.of(
            new LockModel.Acquire("l", "a"),
            new LockModel.Acquire("l", "b"),
            new LockModel.Release("l", "a"),
            new LockModel.Release("l", "b")),
        (state, input) -> {
          var holder = state.get("l");
          return switch (input) {
            case LockModel.Acquire _ ->
                holder.isEmpty() ? new LockModel.Granted() : new LockModel.Refused();
            case LockModel.Release(_, var owner) ->
                holder.equals(Optional.of(owner))
                    ? new LockModel.Released()
                    : new LockModel.Refused();
          };
        });
  }

  static Subject<List<String>, QueueModel.Input, QueueModel.Output> queue() {
    return new Subject<>(
        new QueueModel(),
        List.of(
            new QueueModel.Enqueue("a"),
            new QueueModel.Enqueue("b"),
            new QueueModel.Dequeue(),
            new QueueModel.Dequeue()),
        (state, input) ->
            input instanceof QueueModel.Enqueue
                ? new QueueModel.Done()
                : state.stream()
                    .findFirst()
                    .<QueueModel.Output>map(QueueModel.Item::new)
                    .orElse(new QueueModel.Empty()));
  }

  static Subject<SetModel.Elements, SetModel.Input, SetModel.Output> set() {
    return new Subject<>(
        new SetModel(),
        List.of(
            new SetModel.Add("a"),
            new SetModel.Add("b"),
            new SetModel.Remove("a"),
            new SetModel.Contains("a"),
            new SetModel.Read()),
        (state, input) ->
            switch (input) {
              case SetModel.Add(var element) ->
                  new SetModel.Changed(!state.elements().contains(element));
              case SetModel.Remove _ -> new SetModel.Done();
              case SetModel.Contains(var element) ->
                  new SetModel.Present(state.elements().contains(element));
              case SetModel.Read() -> state;
            });
  }

  static Subject<List<String>, LogModel.Input, LogModel.Output> log() {
    return new Subject<>(
        new LogModel(),
        List.of(
            new LogModel.Append("a"),
            new LogModel.Append("b"),
            new LogModel.Read(2),
            new LogModel.Read(Integer.MAX_VALUE)),
        (state, input) ->
            switch (input) {
              case LogModel.Append(var entry) ->
                  entry.equals("a") ? new LogModel.Position(state.size()) : new LogModel.Done();
              case LogModel.Read(var max) ->
                  new LogModel.Entries(state.subList(0, Math.min(max, state.size())));
            });
  }
}
