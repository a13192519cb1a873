package ds.system.kv.command;

import ds.protocol.raft.log.Command;
import ds.protocol.rsm.Machine;

/// What changes the replicated state.
///
/// | command         | what it does                                        | answered by          |
/// |-----------------|-----------------------------------------------------|----------------------|
/// | [Operation]     | reads, puts, deletes, transactions                  | see there            |
/// | [Compact]       | forgets versions that were replaced by a revision   | [KvResult.Done]      |
/// | [LeaseGrant]    | makes a lease                                       | [KvResult.Granted]   |
/// | [LeaseRevoke]   | ends a lease, and deletes the keys attached to it   | [KvResult.Done]      |
/// | [RaiseAlarm]    | makes the cluster refuse what would harm it         | [KvResult.Alarms]    |
/// | [LiftAlarm]     | ends that                                           | [KvResult.Alarms]    |
/// | [AuthCommand]   | users, roles and their permissions                  | [KvResult.Done]      |
/// | [ByClient]      | any of these, with the permissions of a user        | as the command       |
///
/// Each may be answered by [KvResult.Refused] instead, and has changed nothing then. A command that
/// is not wrapped in [ByClient] is the cluster's own doing, such as the end of a lease whose time
/// has come, and needs no permission.
public sealed interface KvCommand extends Command
    permits Operation,
        AuthCommand,
        KvCommand.Compact,
        KvCommand.LeaseGrant,
        KvCommand.LeaseRevoke,
        KvCommand.RaiseAlarm,
        KvCommand.LiftAlarm,
        KvCommand.ByClient {

  /// @param revision the oldest that can be read from then on
  record Compact(long revision) implements KvCommand {}

  /// @param id chosen by the client or drawn by the member that asked; not 0
  /// @param ttlSeconds how long the lease lives without being kept alive, already raised to the
  ///   shortest that the cluster can keep
  record LeaseGrant(long id, long ttlSeconds) implements KvCommand {}

  record LeaseRevoke(long id) implements KvCommand {}

  record RaiseAlarm(Alarm alarm) implements KvCommand {}

  record LiftAlarm(Alarm alarm) implements KvCommand {}

  /// A reason to refuse requests, raised by a member and lifted by the operator.
  ///
  /// @param member the number of the member that is in trouble
  record Alarm(long member, Kind kind) {

    public enum Kind {

      /// A member's quota is used up: what would take more space is refused.
      NO_SPACE,

      /// Members hold different data: every change is refused.
      CORRUPT
    }
  }

  /// A client's command; every command of a client travels like this, also while nobody is asked
  /// for a name, because that may have changed when it arrives.
  record ByClient(Caller caller, KvCommand command) implements KvCommand, Machine.Query {

    @Override
    public int size() {
      return 32 + command.size();
    }
  }

  /// On whose behalf a client's command is carried out.
  ///
  /// @param user the user's name; empty for a client that gave none
  /// @param authRevision of the rules under which the client was authenticated; 0 if it was not.
  ///   Rules that have changed since then may say something else, so such a command is refused, and
  ///   the client authenticates again
  record Caller(String user, long authRevision) {

    public static final Caller ANONYMOUS = new Caller("", 0);
  }
}
