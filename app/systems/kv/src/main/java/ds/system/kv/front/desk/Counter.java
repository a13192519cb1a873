package ds.system.kv.front.desk;

import ds.protocol.rsm.Machine;
import ds.system.kv.api.etcdserverpb.ResponseHeader;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request;
import ds.system.kv.call.Request.Read;
import ds.system.kv.call.Request.Write;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.KvResult.Refused;
import ds.system.kv.front.MemberGate;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Headers;
import ds.system.kv.front.rpc.Statuses;
import ds.system.kv.store.Requests;
import io.grpc.Status;
import java.util.function.Consumer;

/// Where calls are handed to the member and its answers are handed back, in the one way that all
/// services share: an error becomes a status, a result becomes a message with a header.
public final class Counter {

  /// Makes a message of what the member has answered.
  @FunctionalInterface
  public interface Form<R, A> {
    A fill(R result, ResponseHeader header);
  }

  private final MemberGate member;
  private final Headers headers;
  private final int txnOperationsMax;

  public Counter(MemberGate member, Headers headers, int txnOperationsMax) {
    this.member = member;
    this.headers = headers;
    this.txnOperationsMax = txnOperationsMax;
  }

  public MemberGate member() {
    return member;
  }

  public Headers headers() {
    return headers;
  }

  /// Has a command carried out by all members.
  public <R extends KvResult, A> void write(
      KvCommand command, Exchange<A> exchange, Class<R> type, Form<R, A> form) {
    if (!exchange.refuse(Requests.objection(command, txnOperationsMax))) {
      ask(new Write(new ByClient(exchange.caller(), command)), exchange, type, form);
    }
  }

  /// Reads what a command that changes nothing would read.
  public <R extends KvResult, A> void read(
      KvCommand command,
      boolean isLinearizable,
      Exchange<A> exchange,
      Class<R> type,
      Form<R, A> form) {
    if (!exchange.refuse(Requests.objection(command, txnOperationsMax))) {
      Machine.Query query = new ByClient(exchange.caller(), command);
      ask(new Read(query, isLinearizable), exchange, type, form);
    }
  }

  private <R extends KvResult, A> void ask(
      Request request, Exchange<A> exchange, Class<R> type, Form<R, A> form) {
    member.ask(
        request,
        answer ->
            exchange.resume(() -> {
              if (answer instanceof Answer.Result(var result) && type.isInstance(result)) {
                exchange.answer(form.fill(type.cast(result), headers.at(result.revision())));
              } else {
                exchange.fail(failure(answer));
              }
            }));
  }

  /// Asks something that is not about the replicated state.
  public <R extends Answer, A> void consult(
      Request request, Exchange<A> exchange, Class<R> type, Consumer<R> then) {
    member.ask(
        request,
        answer ->
            exchange.resume(() -> {
              if (type.isInstance(answer)) {
                then.accept(type.cast(answer));
              } else {
                exchange.fail(failure(answer));
              }
            }));
  }

  /// What an answer that is not the one hoped for means to a client.
  public static Status failure(Answer answer) {
    return switch (answer) {
      case Answer.Failed(var error) -> Statuses.of(error);
      case Answer.Refused refused -> Statuses.of(refused);
      case Answer.Result(Refused(var error)) -> Statuses.of(error);
      default -> Status.INTERNAL.withDescription("the member answered something else");
    };
  }
}
