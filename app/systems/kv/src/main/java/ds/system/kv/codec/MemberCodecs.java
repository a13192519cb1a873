package ds.system.kv.codec;

import ds.core.Durable;
import ds.core.Fact;
import ds.protocol.raft.RaftFact;
import ds.protocol.raft.RaftMessage.InstallSnapshot;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.RaftRecord;
import ds.protocol.rsm.Machine;
import ds.runtime.codec.Codec;
import ds.runtime.codec.Family;
import ds.runtime.host.NodeKind;
import ds.runtime.transport.Lane;
import ds.system.kv.call.Answer.Told;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Proposed;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.ForRaft;
import ds.system.kv.member.MemberMessage.Incoming;
import ds.system.kv.member.MemberMessage.PeerMessage;
import ds.system.kv.roster.MemberPiece;
import ds.system.kv.roster.RosterCommand;
import ds.system.kv.store.StatePiece;

/// How a member's messages travel and its records lie on disk: derived from their shapes. What is
/// written down here is only which records stand behind those interfaces that are open to all.
public final class MemberCodecs {

  private static final Family COMMANDS =
      Family.of(
          Command.class,
          Proposed.class,
          KvCommand.class,
          RosterCommand.class,
          Entry.NoOp.class,
          Entry.Configuration.class);

  private static final Family RECORDS =
      Family.of(Durable.class, RaftRecord.class, StatePiece.class, MemberPiece.class);

  private static final Family QUERIES =
      Family.of(Machine.Query.class, Operation.class, ByClient.class);

  private MemberCodecs() {}

  /// What a host must know of a member.
  public static NodeKind<MemberMessage> member() {
    return new NodeKind<>(messages(), records(), MemberCodecs::lane);
  }

  /// Only peers' messages are ever encoded; the others stay within the process.
  private static Codec<MemberMessage> messages() {
    @SuppressWarnings("unchecked") // what is decoded is a member's message, too
    Codec<MemberMessage> codec =
        (Codec<MemberMessage>)
            (Codec<? extends MemberMessage>)
                Codec.of(PeerMessage.class, COMMANDS, RECORDS, QUERIES);
    return codec;
  }

  /// What reaches a member, its clients' calls included.
  static Codec<MemberMessage> incoming() {
    @SuppressWarnings("unchecked") // as above
    Codec<MemberMessage> codec =
        (Codec<MemberMessage>)
            (Codec<? extends MemberMessage>) Codec.of(Incoming.class, COMMANDS, RECORDS, QUERIES);
    return codec;
  }

  /// What a member answers its clients.
  static Codec<Told> answers() {
    return Codec.of(Told.class, COMMANDS, RECORDS, QUERIES);
  }

  static Codec<Fact> facts() {
    return Codec.of(Fact.class, Family.of(Fact.class, RaftFact.class), COMMANDS);
  }

  /// What a member writes down: its log, and the pieces of its snapshots.
  public static Codec<Durable> records() {
    return Codec.of(Durable.class, RECORDS, COMMANDS, QUERIES);
  }

  private static Lane lane(MemberMessage message) {
    return message instanceof ForRaft(InstallSnapshot _) ? Lane.BULK : Lane.ORDERED;
  }
}
