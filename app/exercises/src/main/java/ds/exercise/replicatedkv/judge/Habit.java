package ds.exercise.replicatedkv.judge;

import ds.core.Context;
import ds.core.NodeId;
import ds.exercise.replicatedkv.Operation;
import ds.exercise.replicatedkv.Operation.Append;
import ds.exercise.replicatedkv.Operation.Get;
import ds.exercise.replicatedkv.Operation.Put;
import ds.lab.chance.Span;
import java.util.List;
import java.util.Optional;

/// When a client calls, and what it asks for.
///
/// @param from when it begins, in milliseconds
/// @param until when it makes no more calls, in milliseconds
/// @param think how long it waits between an answer and the next call
public record Habit(long from, long until, Span think, Calls calls) {

  /// What a client asks for, one call after the other.
  public interface Calls {

    /// @param number of the call, from 1
    /// @return empty if the client wants no more
    Optional<Operation> next(long number, Context<?> context);
  }

  /// Every kind of operation, on keys that were written and keys that were not.
  public static Calls tour() {
    List<Operation> script =
        List.of(
            new Get("a"),
            new Put("a", "x"),
            new Get("a"),
            new Append("a", "y"),
            new Get("a"),
            new Append("b", "z"),
            new Put("a", "w"),
            new Get("b"),
            new Get("a"),
            new Append("b", "z"),
            new Get("b"),
            new Get("c"));
    return (number, context) ->
        number <= script.size() ? Optional.of(script.get((int) number - 1)) : Optional.empty();
  }

  /// Puts and gets by turns.
  ///
  /// @param keys over how many keys they are spread
  public static Calls puts(int keys) {
    return (number, context) -> {
      String key = key(keys, context);
      return Optional.of(
          number % 2 == 1 ? new Put(key, token(context.self(), number)) : new Get(key));
    };
  }

  /// Puts alone.
  public static Calls writes(int keys) {
    return (number, context) ->
        Optional.of(new Put(key(keys, context), token(context.self(), number)));
  }

  /// Gets alone.
  public static Calls gets(int keys) {
    return (number, context) -> Optional.of(new Get(key(keys, context)));
  }

  /// So many puts and then as many gets.
  public static Calls putsThenGets(int count) {
    return (number, context) -> {
      if (number > 2L * count) {
        return Optional.empty();
      }
      String key = "k" + number % 3;
      return Optional.of(
          number <= count ? new Put(key, token(context.self(), number)) : new Get(key));
    };
  }

  /// Every kind of operation by chance, a third of them gets. A value does not grow for ever, as it
  /// is put anew now and then.
  public static Calls mixed(int keys) {
    return (number, context) -> {
      String key = key(keys, context);
      String value = token(context.self(), number);
      return Optional.of(
          switch ((int) context.random(6)) {
            case 0 -> new Put(key, value);
            case 1, 2, 3 -> new Append(key, value);
            default -> new Get(key);
          });
    };
  }

  private static String key(int keys, Context<?> context) {
    return "k" + context.random(keys);
  }

  /// What only one call writes.
  private static String token(NodeId client, long number) {
    return client + "." + number + ";";
  }
}
