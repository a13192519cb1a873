package ds.system.kv.store;

import ds.system.kv.command.AuthCommand;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.command.KvCommand.Alarm.Kind;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvCommand.LiftAlarm;
import ds.system.kv.command.KvCommand.RaiseAlarm;
import ds.system.kv.command.KvError;
import ds.system.kv.command.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The alarms that are raised, and what they forbid.
///
/// A quota is a member's setting, so it is not known here: a member that has used up its own says
/// so by a command.
final class RaisedAlarms {

  private final List<Alarm> raised = new ArrayList<>();

  List<Alarm> raised() {
    return List.copyOf(raised);
  }

  /// @return the alarm, whether it was raised before or not
  List<Alarm> raise(Alarm alarm) {
    if (!raised.contains(alarm)) {
      raised.add(alarm);
    }
    return List.of(alarm);
  }

  /// @return the alarm if it was raised
  List<Alarm> lift(Alarm alarm) {
    return raised.remove(alarm) ? List.of(alarm) : List.of();
  }

  void clear() {
    raised.clear();
  }

  Optional<KvError> objection(KvCommand command) {
    if (raised.isEmpty()) {
      return Optional.empty();
    }
    if (isRaised(Kind.CORRUPT) && changesKeys(command)) {
      return Optional.of(KvError.CORRUPT);
    }
    return isRaised(Kind.NO_SPACE) && Requests.takesSpace(command)
        ? Optional.of(KvError.NO_SPACE)
        : Optional.empty();
  }

  private boolean isRaised(Kind kind) {
    for (Alarm alarm : raised) {
      if (alarm.kind() == kind) {
        return true;
      }
    }
    return false;
  }

  private static boolean changesKeys(KvCommand command) {
    return switch (command) {
      case AuthCommand _, RaiseAlarm _, LiftAlarm _ -> false;
      case Operation operation -> !operation.readsOnly();
      case ByClient(_, var inner) -> changesKeys(inner);
      default -> true;
    };
  }
}
