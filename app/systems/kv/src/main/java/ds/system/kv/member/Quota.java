package ds.system.kv.member;

import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.store.Requests;
import ds.system.kv.store.StoreMachine;

/// The size from which on a member takes nothing that makes the store larger.
///
/// What is under way when the limit is passed goes through; the alarm, which is replicated, then
/// keeps all members from going on until the operator has made room and lifted it.
final class Quota {

  private final long member;
  private final long bytesMax;
  private final StoreMachine state;

  Quota(long member, long bytesMax, StoreMachine state) {
    this.member = member;
    this.bytesMax = bytesMax;
    this.state = state;
  }

  boolean isExceededBy(KvCommand command) {
    return state.sizeBytes() > bytesMax && Requests.takesSpace(command);
  }

  /// Whether the others have to be told.
  boolean isToBeTold() {
    return state.sizeBytes() > bytesMax && !state.alarms().contains(alarm());
  }

  Alarm alarm() {
    return new Alarm(member, Alarm.Kind.NO_SPACE);
  }
}
