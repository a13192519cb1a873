package ds.scenario.kv;

import ds.core.Check;
import ds.core.Context;
import ds.core.NodeId;
import ds.lab.chance.Span;
import ds.protocol.kv.KvCommand;
import ds.protocol.kv.KvQuery;

/// What a client asks of a store.
///
/// @param keys how many keys all clients share
/// @param mix what it does with them
/// @param think how long it waits between an answer and the next question
public record Workload(int keys, Mix mix, Span think) {

  /// Shares of the operations in percent; what is missing from a hundred are plain puts.
  ///
  /// @param conditional puts under the condition of a version that the client has guessed or seen
  public record Mix(int gets, int appends, int conditional, int deletes) {
    public Mix {
      Check.that(
          gets >= 0 && appends >= 0 && conditional >= 0 && deletes >= 0, "a share is not negative");
      Check.that(gets + appends + conditional + deletes <= 100, "shares are part of a hundred");
    }
  }

  /// Few keys and every kind of operation, so that clients meet.
  public static final Workload CONTENDED =
      new Workload(3, new Mix(40, 25, 15, 3), Span.millis(0, 40));

  /// One key that everybody reads, and some write: a stale read does not stay unnoticed.
  public static final Workload HOT = new Workload(1, new Mix(65, 5, 0, 0), Span.millis(0, 10));

  /// Reads and writes without a pause, over a hundred keys.
  public static final Workload ENDLESS = new Workload(100, new Mix(50, 0, 0, 0), Span.NONE);

  public Workload {
    Check.that(keys > 0, "a workload has a key");
  }

  /// The next operation: a [KvCommand] or a [KvQuery]. Its value names the client and the
  /// operation, so no two are alike.
  ///
  /// @param number of operations that the client has begun
  /// @param seen the version that the client saw last
  Object next(NodeId client, long number, long seen, Context<?> context) {
    String key = "k" + context.random(keys);
    String value = client.name() + "." + number + " ";
    long point = context.random(100);
    if (point < mix.gets) {
      return new KvQuery.Get(key);
    }
    point -= mix.gets;
    if (point < mix.appends) {
      return new KvCommand.Append(key, value);
    }
    point -= mix.appends;
    if (point < mix.conditional) {
      return new KvCommand.PutIf(key, value, seen);
    }
    return point - mix.conditional < mix.deletes
        ? new KvCommand.Delete(key)
        : new KvCommand.Put(key, value);
  }
}
