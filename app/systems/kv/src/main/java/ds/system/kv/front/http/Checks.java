package ds.system.kv.front.http;

import ds.system.kv.call.Answer;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Request;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.command.KvResult.Found;
import ds.system.kv.command.Range;
import ds.system.kv.front.MemberGate;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.rpc.Statuses;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// What a member is looked at for, under the names that etcd gives.
final class Checks {

  /// One thing that can be well or not.
  enum Check {

    /// No member says that the data of members differ.
    DATA_CORRUPTION,

    /// The member reads its store, and answers.
    SERIALIZABLE_READ,

    /// The member can read what the cluster has agreed on by now.
    LINEARIZABLE_READ,

    /// The member has a vote, and so serves every call.
    NON_LEARNER;

    String path() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final List<Check> OF_LIFE = List.of(Check.SERIALIZABLE_READ);
  static final List<Check> OF_READINESS = List.of(Check.values());

  /// Longer than a step takes even while a collector runs. Whoever probes mostly gives up sooner;
  /// but a member whose thread is stuck is told from one that is far away.
  static final long SECONDS_MAX = 5;

  private static final Optional<String> TIMED_OUT =
      Optional.ofNullable(Statuses.TIMED_OUT.getDescription());

  /// Whether anybody has it does not matter: it is looked for.
  private static final Bytes KEY = new Bytes(new byte[1]);

  private final MemberGate member;

  Checks(MemberGate member) {
    this.member = member;
  }

  static Optional<Check> named(String path, List<Check> among) {
    return among.stream().filter(check -> check.path().equals(path)).findFirst();
  }

  /// Looks at the member: for all at once, and for none longer than [#SECONDS_MAX].
  ///
  /// @param answer whose thread goes on with what is found
  /// @param then told what is wrong with it, by what was looked for; nothing if all is well
  void look(Set<Check> wanted, HttpAnswer answer, Consumer<Map<Check, String>> then) {
    Map<Check, String> wrong = new EnumMap<>(Check.class);
    Set<Check> open = EnumSet.copyOf(wanted);
    for (Check check : wanted) {
      ask(
          check,
          first(
              answer,
              TIMED_OUT,
              reason -> {
                open.remove(check);
                reason.ifPresent(text -> wrong.put(check, text));
                if (open.isEmpty()) {
                  then.accept(wrong);
                }
              }));
    }
  }

  /// Hands on what comes first, on the thread of an answer: what is found, or that it is too late.
  private static <T> Consumer<T> first(HttpAnswer answer, T late, Consumer<T> then) {
    var isOver = new AtomicBoolean();
    Consumer<T> once =
        found -> {
          if (!isOver.getAndSet(true)) {
            then.accept(found);
          }
        };
    Future<?> end = answer.after(TimeUnit.SECONDS.toNanos(SECONDS_MAX), () -> once.accept(late));
    return found -> {
      end.cancel(false);
      answer.later(() -> once.accept(found));
    };
  }

  /// Asks how the member is, and no longer than [#SECONDS_MAX].
  void status(HttpAnswer answer, Consumer<Answer> then) {
    member.ask(
        new Request.AskStatus(), first(answer, new Answer.Failed(CallError.TIMED_OUT), then));
  }

  /// Reads the store as the cluster does, whoever may read what.
  ///
  /// @param then told why it cannot be read, in words; nothing if it can
  void read(boolean isLinearizable, HttpAnswer answer, Consumer<Optional<String>> then) {
    Check check = isLinearizable ? Check.LINEARIZABLE_READ : Check.SERIALIZABLE_READ;
    look(Set.of(check), answer, wrong -> then.accept(Optional.ofNullable(wrong.get(check))));
  }

  private void ask(Check check, Consumer<Optional<String>> then) {
    switch (check) {
      case DATA_CORRUPTION ->
          member.ask(new Request.AskStatus(), status -> then.accept(corruption(status)));
      case SERIALIZABLE_READ -> read(false, then);
      case LINEARIZABLE_READ -> read(true, then);
      case NON_LEARNER ->
          then.accept(
              member.isLearner() ? Optional.of("not supported for learner") : Optional.empty());
    }
  }

  private static Optional<String> corruption(Answer answer) {
    if (!(answer instanceof Answer.Status status)) {
      return failure(answer);
    }
    return status.alarms().stream().anyMatch(alarm -> alarm.kind() == Alarm.Kind.CORRUPT)
        ? Optional.of("alarm activated: CORRUPT")
        : Optional.empty();
  }

  private void read(boolean isLinearizable, Consumer<Optional<String>> then) {
    Range range = Range.of(KEY).limited(1).showing(Range.Detail.WITHOUT_VALUES);
    member.ask(
        new Request.Read(range, isLinearizable),
        answer ->
            then.accept(
                answer instanceof Answer.Result(Found _) ? Optional.empty() : failure(answer)));
  }

  private static Optional<String> failure(Answer answer) {
    return Optional.of(String.valueOf(Counter.failure(answer).getDescription()));
  }
}
