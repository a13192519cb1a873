package ds.system.kv.front.auth;

import ds.system.kv.api.etcdserverpb.ResponseHeader;
import ds.system.kv.auth.Permissions;
import ds.system.kv.auth.Rules;
import ds.system.kv.call.Answer.RulesView;
import ds.system.kv.call.Request.AskRules;
import ds.system.kv.command.AuthCommand;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult.Done;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.desk.RefusedException;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Statuses;
import ds.system.kv.front.rpc.Unary;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/// What calls about users, roles and permissions have in common: they change the rules and are
/// answered by a header alone, or they show the rules to who may see them.
final class RuleDesk {

  /// Whether somebody may see what is asked for; nothing, for a yes.
  @FunctionalInterface
  interface Question<Q> {
    Optional<KvError> ask(Permissions permissions, Caller caller, Q request);
  }

  /// Makes an answer of the rules, or says what is against it.
  @FunctionalInterface
  interface View<Q, A> {
    A fill(Q request, Rules rules, ResponseHeader header) throws RefusedException;
  }

  private final Counter counter;
  private final RuleBook book;
  private final Executor slow;

  /// @param slow where passwords are hashed; refuses what it has no room for
  RuleDesk(Counter counter, RuleBook book, Executor slow) {
    this.counter = counter;
    this.book = book;
    this.slow = slow;
  }

  /// A call that changes the rules.
  <Q, A> Unary.Method<Q, A> order(
      Function<Q, AuthCommand> command, Function<ResponseHeader, A> form) {
    return (request, exchange) -> order(command.apply(request), exchange, form);
  }

  <A> void order(AuthCommand command, Exchange<A> exchange, Function<ResponseHeader, A> form) {
    counter.write(command, exchange, Done.class, (_, header) -> form.apply(header));
  }

  /// A call that shows the rules.
  <Q, A> Unary.Method<Q, A> show(Question<Q> question, View<Q, A> view) {
    return (request, exchange) ->
        consult(exchange, rules -> show(request, rules, question, view, exchange));
  }

  private <Q, A> void show(
      Q request, Rules rules, Question<Q> question, View<Q, A> view, Exchange<A> exchange) {
    Optional<KvError> objection =
        book.ask(rules, permissions -> question.ask(permissions, exchange.caller(), request));
    if (exchange.refuse(objection)) {
      return;
    }
    try {
      exchange.answer(view.fill(request, rules, counter.headers().now()));
    } catch (RefusedException e) {
      exchange.fail(Statuses.of(e.error()));
    }
  }

  /// Goes on with the rules as the cluster has agreed on them by now.
  <A> void consult(Exchange<A> exchange, Consumer<Rules> then) {
    counter.consult(
        new AskRules(true), exchange, RulesView.class, view -> then.accept(view.rules()));
  }

  /// Has something done that takes many milliseconds of a core.
  void slowly(Exchange<?> exchange, Runnable action) {
    try {
      slow.execute(() -> exchange.attempt(action));
    } catch (RejectedExecutionException e) {
      exchange.fail(Statuses.TOO_MANY_REQUESTS);
    }
  }

  ResponseHeader header() {
    return counter.headers().now();
  }
}
