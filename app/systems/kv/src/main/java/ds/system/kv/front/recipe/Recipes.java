package ds.system.kv.front.recipe;

import ds.protocol.rsm.Machine;
import ds.system.kv.api.etcdserverpb.ResponseHeader;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request;
import ds.system.kv.call.Request.Read;
import ds.system.kv.call.Request.Write;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Range;
import ds.system.kv.command.Range.Order;
import ds.system.kv.command.Range.Target;
import ds.system.kv.front.MemberGate;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.rpc.Headers;
import ds.system.kv.front.rpc.Statuses;
import ds.system.kv.front.watch.WatchHub;
import io.grpc.Status;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What locks and elections are made of: the member, asked on a client's behalf, and its watches.
public final class Recipes {

  private static final Logger LOG = LoggerFactory.getLogger(Recipes.class);

  private final MemberGate member;
  private final Headers headers;
  private final WatchHub hub;

  public Recipes(MemberGate member, Headers headers, WatchHub hub) {
    this.member = member;
    this.headers = headers;
    this.hub = hub;
  }

  MemberGate member() {
    return member;
  }

  WatchHub hub() {
    return hub;
  }

  ResponseHeader header(long revision) {
    return headers.at(revision);
  }

  /// Has a command carried out for a client.
  <R extends KvResult> void write(
      Caller caller,
      KvCommand command,
      Class<R> type,
      Consumer<R> then,
      Consumer<Status> otherwise) {
    ask(new Write(new ByClient(caller, command)), type, then, otherwise);
  }

  /// Reads the present for a client.
  <R extends KvResult> void read(
      Caller caller,
      Operation operation,
      Class<R> type,
      Consumer<R> then,
      Consumer<Status> otherwise) {
    Machine.Query query = new ByClient(caller, operation);
    ask(new Read(query, true), type, then, otherwise);
  }

  private <R extends KvResult> void ask(
      Request request, Class<R> type, Consumer<R> then, Consumer<Status> otherwise) {
    member.ask(
        request,
        answer -> {
          try {
            if (answer instanceof Answer.Result(var result) && type.isInstance(result)) {
              then.accept(type.cast(result));
            } else {
              otherwise.accept(Counter.failure(answer));
            }
          } catch (RuntimeException e) {
            LOG.error("a lock or an election has failed", e);
            otherwise.accept(Statuses.UNANSWERED);
          }
        });
  }

  /// The oldest key of a line, which is the one that holds.
  static Range oldest(Bytes prefix) {
    return Range.of(KeyRange.prefix(prefix)).sorted(Target.CREATED, Order.ASCENDING).limited(1);
  }
}
