package ds.system.kv.front.http;

import ds.system.kv.call.Answer;
import ds.system.kv.call.Request;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.front.MemberGate;
import ds.system.kv.front.desk.Counter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What a member is looked at for, under the names that etcd gives.
final class Checks {

  /// One thing that can be well or not.
  enum Check {

    /// No member says that the data of members differ.
    DATA_CORRUPTION,

    /// The member answers by itself.
    SERIALIZABLE_READ,

    /// The member can say what the cluster has agreed on by now.
    LINEARIZABLE_READ;

    String path() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final List<Check> OF_LIFE = List.of(Check.SERIALIZABLE_READ);
  static final List<Check> OF_READINESS = List.of(Check.values());

  private final MemberGate member;

  Checks(MemberGate member) {
    this.member = member;
  }

  static Optional<Check> named(String path, List<Check> among) {
    return among.stream().filter(check -> check.path().equals(path)).findFirst();
  }

  /// Looks at the member.
  ///
  /// @param then told what is wrong with it, by what was looked for; nothing if all is well
  void look(Set<Check> wanted, Consumer<Map<Check, String>> then) {
    member.ask(
        new Request.AskStatus(),
        answer -> {
          Map<Check, String> wrong = new EnumMap<>(Check.class);
          if (answer instanceof Answer.Status status && hasCorruption(status)) {
            wrong.put(Check.DATA_CORRUPTION, "alarm activated: CORRUPT");
          }
          if (wanted.contains(Check.LINEARIZABLE_READ)) {
            lookFurther(wrong, wanted, then);
          } else {
            tell(wrong, wanted, then);
          }
        });
  }

  private static boolean hasCorruption(Answer.Status status) {
    return status.alarms().stream().anyMatch(alarm -> alarm.kind() == Alarm.Kind.CORRUPT);
  }

  private void lookFurther(
      Map<Check, String> wrong, Set<Check> wanted, Consumer<Map<Check, String>> then) {
    member.ask(
        new Request.AskMembers(true),
        answer -> {
          if (!(answer instanceof Answer.Members)) {
            wrong.put(
                Check.LINEARIZABLE_READ, String.valueOf(Counter.failure(answer).getDescription()));
          }
          tell(wrong, wanted, then);
        });
  }

  private static void tell(
      Map<Check, String> wrong, Set<Check> wanted, Consumer<Map<Check, String>> then) {
    wrong.keySet().retainAll(wanted);
    then.accept(wrong);
  }
}
