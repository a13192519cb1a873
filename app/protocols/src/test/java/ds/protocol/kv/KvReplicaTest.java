package ds.protocol.kv;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Durable;
import ds.core.NodeId;
import ds.protocol.kv.KvCommand.Append;
import ds.protocol.kv.KvCommand.Delete;
import ds.protocol.kv.KvCommand.Put;
import ds.protocol.kv.KvCommand.PutIf;
import ds.protocol.kv.KvQuery.Get;
import ds.protocol.kv.KvResult.NoKey;
import ds.protocol.kv.KvResult.Stored;
import ds.protocol.kv.KvResult.Value;
import ds.protocol.kv.KvResult.VersionMismatch;
import ds.protocol.raft.RaftFact;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.RaftRecord;
import ds.protocol.rsm.Group;
import ds.protocol.rsm.Machine;
import ds.protocol.rsm.RequestId;
import ds.protocol.rsm.RsmLimits;
import ds.protocol.rsm.RsmMessage;
import ds.protocol.rsm.RsmMessage.Answered;
import ds.protocol.rsm.RsmMessage.ClientQuery;
import ds.protocol.rsm.RsmMessage.ClientRequest;
import ds.protocol.rsm.RsmMessage.RegisterClient;
import ds.protocol.rsm.RsmMessage.Registered;
import ds.protocol.rsm.SessionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The store on three replicas.
class KvReplicaTest {

  private static final NodeId S1 = new NodeId("s1");
  private static final NodeId C1 = new NodeId("c1");

  private Group group;
  private SessionId session;
  private long sequence;

  @BeforeEach
  void start() {
    var compaction = new RaftSettings.Compaction(100, 1 << 20, 0, 4);
    group =
        new Group(
            3,
            RaftSettings.DEFAULT.with(compaction),
            RsmLimits.DEFAULT,
            () -> new KvMachine(KvLimits.DEFAULT));
    group.elect(S1);
    RequestId id = new RequestId(SessionId.NONE, 1);
    session = ((Registered) ask(new RegisterClient(id))).session();
  }

  @Test
  @DisplayName("commands and queries are answered through the replicas as the machine answers them")
  void answers() {
    assertThat(query(new Get("k"))).isEqualTo(new NoKey());
    assertThat(execute(new PutIf("k", "a", 0))).isEqualTo(new Stored(1));
    assertThat(execute(new PutIf("k", "b", 0))).isEqualTo(new VersionMismatch(1));
    assertThat(query(new Get("k"))).isEqualTo(new Value("a", 1));
  }

  @Test
  @DisplayName("§6.3 a conditional put that is repeated gets its first answer again")
  void repeatedConditionalPut() {
    execute(new Put("k", "a"));
    RequestId id = new RequestId(session, ++sequence);
    RsmMessage request = new ClientRequest(id, new PutIf("k", "b", 1));
    assertThat(ask(request)).isEqualTo(new Answered(id, new Stored(2)));
    assertThat(ask(request)).isEqualTo(new Answered(id, new Stored(2)));
  }

  @Test
  @DisplayName("§6.3 an append that is repeated is in the value once")
  void repeatedAppend() {
    RequestId id = new RequestId(session, ++sequence);
    RsmMessage request = new ClientRequest(id, new Append("k", "x"));
    group.arrive(C1, S1, request);
    group.arrive(C1, S1, request);
    group.deliver();
    group.takeTold();
    assertThat(query(new Get("k"))).isEqualTo(new Value("x", 1));
  }

  @Test
  @DisplayName("after 1,200 commands on three keys, a snapshot has at most 500 characters")
  void smallSnapshot() {
    for (int i = 0; i < 1_200; i++) {
      execute(new Put("key" + i % 3, "value " + i));
    }
    int characters = 0;
    for (Durable piece : group.disk(S1)) {
      characters += piece instanceof RaftRecord ? 0 : piece.toString().length();
    }
    assertThat(characters).isBetween(100, 500);
  }

  @Test
  @DisplayName("§7 a replica that was away forgets by a snapshot what was deleted meanwhile")
  void laggardForgets() {
    NodeId s3 = new NodeId("s3");
    execute(new Put("k", "a"));
    group.settle(S1);
    group.cutOff(s3);
    execute(new Delete("k"));
    for (int i = 0; i < 300; i++) {
      execute(new Put("other", "value " + i));
    }
    group.reconnect(s3);
    group.settle(S1);
    group.settle(S1);
    group.cutOff(S1);
    group.elect(s3);
    group.arrive(C1, s3, new ClientQuery(new RequestId(session, ++sequence), new Get("k")));
    group.deliver();
    assertThat(group.takeFacts()).anyMatch(RaftFact.SnapshotInstalled.class::isInstance);
    assertThat(group.takeTold())
        .contains(new Group.Told(C1, new Answered(new RequestId(session, sequence), new NoKey())));
  }

  private Machine.Result execute(KvCommand command) {
    return ((Answered) ask(new ClientRequest(new RequestId(session, ++sequence), command)))
        .result();
  }

  private Machine.Result query(KvQuery query) {
    return ((Answered) ask(new ClientQuery(new RequestId(session, ++sequence), query))).result();
  }

  private RsmMessage ask(RsmMessage question) {
    group.arrive(C1, S1, question);
    group.deliver();
    return group.takeTold().getLast().message();
  }
}
