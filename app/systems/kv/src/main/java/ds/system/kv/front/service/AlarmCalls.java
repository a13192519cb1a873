package ds.system.kv.front.service;

import ds.system.kv.api.etcdserverpb.AlarmMember;
import ds.system.kv.api.etcdserverpb.AlarmRequest;
import ds.system.kv.api.etcdserverpb.AlarmResponse;
import ds.system.kv.api.etcdserverpb.AlarmType;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request.AskStatus;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.command.KvCommand.LiftAlarm;
import ds.system.kv.command.KvCommand.RaiseAlarm;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult.Alarms;
import ds.system.kv.front.auth.RuleBook;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Statuses;
import java.util.List;
import java.util.Optional;

/// Raises, lifts and lists alarms.
final class AlarmCalls {

  private final Counter counter;
  private final RuleBook book;

  AlarmCalls(Counter counter, RuleBook book) {
    this.counter = counter;
    this.book = book;
  }

  void alarm(AlarmRequest request, Exchange<AlarmResponse> exchange) {
    Optional<Alarm.Kind> kind = kind(request.getAlarm());
    switch (request.getAction()) {
      case GET -> list(kind, exchange);
      case ACTIVATE, DEACTIVATE -> {
        if (kind.isEmpty()) {
          exchange.answer(response(List.of()));
          return;
        }
        var alarm = new Alarm(request.getMemberID(), kind.get());
        counter.write(
            request.getAction() == AlarmRequest.AlarmAction.ACTIVATE
                ? new RaiseAlarm(alarm)
                : new LiftAlarm(alarm),
            exchange,
            Alarms.class,
            (result, _) -> response(result.alarms()));
      }
      case UNRECOGNIZED -> exchange.fail(Statuses.of(KvError.NOT_UNDERSTOOD));
    }
  }

  private void list(Optional<Alarm.Kind> kind, Exchange<AlarmResponse> exchange) {
    if (exchange.refuse(book.mayAdminister(exchange.caller()))) {
      return;
    }
    counter.consult(
        new AskStatus(),
        exchange,
        Answer.Status.class,
        status ->
            exchange.answer(
                response(
                    status.alarms().stream()
                        .filter(alarm -> kind.isEmpty() || alarm.kind() == kind.get())
                        .toList())));
  }

  private AlarmResponse response(List<Alarm> alarms) {
    AlarmResponse.Builder response = AlarmResponse.newBuilder().setHeader(counter.headers().now());
    for (Alarm alarm : alarms) {
      response.addAlarms(
          AlarmMember.newBuilder().setMemberID(alarm.member()).setAlarm(type(alarm.kind())));
    }
    return response.build();
  }

  /// As a status lists it among the errors.
  static String text(Alarm alarm) {
    return "memberID:%s alarm:%s "
        .formatted(Long.toUnsignedString(alarm.member()), type(alarm.kind()));
  }

  private static AlarmType type(Alarm.Kind kind) {
    return switch (kind) {
      case NO_SPACE -> AlarmType.NOSPACE;
      case CORRUPT -> AlarmType.CORRUPT;
    };
  }

  private static Optional<Alarm.Kind> kind(AlarmType type) {
    return switch (type) {
      case NOSPACE -> Optional.of(Alarm.Kind.NO_SPACE);
      case CORRUPT -> Optional.of(Alarm.Kind.CORRUPT);
      case NONE, UNRECOGNIZED -> Optional.empty();
    };
  }
}
