package ds.system.kv.member.trial;

import ds.core.Context;
import ds.core.NodeId;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Compare;
import ds.system.kv.command.Compare.Property;
import ds.system.kv.command.Compare.PropertyCompare;
import ds.system.kv.command.Compare.Relation;
import ds.system.kv.command.Compare.ValueCompare;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import ds.system.kv.roster.ClusterMember;
import java.util.ArrayList;
import java.util.List;

/// What one client asks, drawn at random: a little of everything, about few keys.
///
/// Keys that all clients share have no lease, so nothing but clients changes them; each client has
/// leases of its own, with keys of their own.
final class Wishes {

  /// The keys that the history is about.
  static final KeyRange SHARED = KeyRange.prefix(Bytes.of("k"));

  private static final int SHARED_KEYS = 3;
  private static final int LEASES_MAX = 4;
  private static final int REVISIONS_MAX = 20;

  private final NodeId client;
  private final List<NodeId> servers;
  private final List<Long> leases = new ArrayList<>();
  private long number;
  private long revision = 1;

  /// Of the shared keys, as last seen.
  private Bytes value = Bytes.EMPTY;

  private long version;

  Wishes(NodeId client, List<NodeId> servers) {
    this.client = client;
    this.servers = List.copyOf(servers);
  }

  static boolean isShared(Operation operation) {
    return switch (operation) {
      case Put put -> SHARED.contains(put.key());
      case DeleteRange(var keys, _) -> SHARED.contains(keys.key());
      case Range range -> range.revision() == 0 && SHARED.contains(range.keys().key());
      case Txn _ -> true;
    };
  }

  Request next(Context<?> context) {
    number++;
    long point = context.random(100);
    if (point < 24) {
      return write(Put.of(sharedKey(context), newValue()));
    } else if (point < 32) {
      return write(new DeleteRange(sharedKeys(context), context.random(2) == 0));
    } else if (point < 56) {
      return read(Range.of(sharedKeys(context)), true);
    } else if (point < 74) {
      return write(transaction(context));
    } else if (point < 86) {
      return aboutLeases(context);
    }
    return other(context);
  }

  private static Request write(KvCommand command) {
    return new Request.Write(new ByClient(Caller.ANONYMOUS, command));
  }

  private static Request read(Operation operation, boolean isLinearizable) {
    return new Request.Read(new ByClient(Caller.ANONYMOUS, operation), isLinearizable);
  }

  private static Bytes sharedKey(Context<?> context) {
    return Bytes.of("k" + context.random(SHARED_KEYS));
  }

  private static KeyRange sharedKeys(Context<?> context) {
    return context.random(3) == 0 ? SHARED : KeyRange.single(sharedKey(context));
  }

  /// No two are alike.
  private Bytes newValue() {
    return Bytes.of(client + "." + number);
  }

  /// Compares and sets, over two keys; otherwise looks what is there.
  private Operation transaction(Context<?> context) {
    long first = context.random(SHARED_KEYS);
    Bytes one = Bytes.of("k" + first);
    Bytes other = Bytes.of("k" + (first + 1) % SHARED_KEYS);
    Compare condition =
        switch ((int) context.random(3)) {
          case 0 ->
              new PropertyCompare(KeyRange.single(one), Property.VERSION, Relation.EQUAL, version);
          case 1 ->
              new PropertyCompare(
                  KeyRange.single(other), Property.VERSION, Relation.GREATER, context.random(3));
          default -> new ValueCompare(KeyRange.single(one), Relation.EQUAL, value);
        };
    Operation then =
        context.random(4) == 0 ? DeleteRange.of(KeyRange.single(other)) : Put.of(other, newValue());
    return new Txn(
        List.of(condition),
        List.of(Put.of(one, newValue()), then, Range.of(SHARED)),
        List.of(Range.of(SHARED)));
  }

  private Request aboutLeases(Context<?> context) {
    if (leases.isEmpty() || context.random(6) == 0) {
      return write(new KvCommand.LeaseGrant(newLease(), 1 + context.random(2)));
    }
    long lease = leases.get((int) context.random(leases.size()));
    return switch ((int) context.random(10)) {
      case 0 -> write(new KvCommand.LeaseRevoke(lease));
      case 1, 2, 3 -> write(Put.of(Bytes.of("l" + client + lease % 10), newValue(), lease));
      case 4 -> new Request.AskTimeToLive(lease);
      default -> new Request.KeepAlive(lease);
    };
  }

  private long newLease() {
    return ClusterMember.id(client) * 1_000_000 + number;
  }

  private Request other(Context<?> context) {
    return switch ((int) context.random(10)) {
      case 0, 1 -> write(new KvCommand.Compact(Math.max(1, revision - context.random(20))));
      case 2, 3, 4 ->
          new Request.AskRevisions(
              Math.max(1, revision - context.random(2L * REVISIONS_MAX)), REVISIONS_MAX);
      case 5, 6 -> read(Range.of(sharedKeys(context)), false);
      case 7 -> new Request.AskView(context.random(2) == 0);
      case 8 -> question(context);
      default ->
          new Request.MoveLeader(
              ClusterMember.id(
                  ServerProcess.memberOn(servers.get((int) context.random(servers.size())))));
    };
  }

  private static Request question(Context<?> context) {
    return switch ((int) context.random(4)) {
      case 0 -> new Request.AskStatus();
      case 1 -> new Request.AskLeases();
      case 2 -> new Request.AskRules(context.random(2) == 0);
      default -> new Request.AskMembers(context.random(2) == 0);
    };
  }

  /// Remembers what the next wishes are about.
  void hear(Request request, Answer answer) {
    if (!(answer instanceof Answer.Result(var result))) {
      return;
    }
    revision = Math.max(revision, result.revision());
    switch (result) {
      case KvResult.Granted(_, long lease, _) -> {
        leases.add(lease);
        if (leases.size() > LEASES_MAX) {
          leases.removeFirst();
        }
      }
      case KvResult.Found(_, var items, _, _) when !items.isEmpty() -> {
        value = items.getFirst().value();
        version = items.getFirst().version();
      }
      case KvResult.Found _ -> {
        value = Bytes.EMPTY;
        version = 0;
      }
      case KvResult.Transacted(_, _, var results) when !results.isEmpty() ->
          hear(request, new Answer.Result(results.getLast()));
      default -> {} // nothing to go on from
    }
  }
}
