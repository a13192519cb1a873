package ds.system.kv.front.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.AlarmRequest;
import ds.system.kv.api.etcdserverpb.AlarmType;
import ds.system.kv.api.etcdserverpb.ClusterGrpc;
import ds.system.kv.api.etcdserverpb.CompactionRequest;
import ds.system.kv.api.etcdserverpb.DefragmentRequest;
import ds.system.kv.api.etcdserverpb.DowngradeRequest;
import ds.system.kv.api.etcdserverpb.DowngradeRequest.DowngradeAction;
import ds.system.kv.api.etcdserverpb.HashKVRequest;
import ds.system.kv.api.etcdserverpb.HashKVResponse;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.LeaseGrantRequest;
import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveRequest;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveResponse;
import ds.system.kv.api.etcdserverpb.LeaseLeasesRequest;
import ds.system.kv.api.etcdserverpb.LeaseRevokeRequest;
import ds.system.kv.api.etcdserverpb.LeaseStatus;
import ds.system.kv.api.etcdserverpb.LeaseTimeToLiveRequest;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.Member;
import ds.system.kv.api.etcdserverpb.MemberAddRequest;
import ds.system.kv.api.etcdserverpb.MemberListRequest;
import ds.system.kv.api.etcdserverpb.MemberPromoteRequest;
import ds.system.kv.api.etcdserverpb.MemberRemoveRequest;
import ds.system.kv.api.etcdserverpb.MemberUpdateRequest;
import ds.system.kv.api.etcdserverpb.MoveLeaderRequest;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.SnapshotRequest;
import ds.system.kv.api.etcdserverpb.SnapshotResponse;
import ds.system.kv.api.etcdserverpb.StatusRequest;
import ds.system.kv.front.FakeMember;
import ds.system.kv.front.Served;
import ds.system.kv.front.server.Front;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.options.LeaseOption;
import io.etcd.jetcd.options.PutOption;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Leases, members and maintenance.
final class ServicesTest {

  private Served served;

  @BeforeEach
  void serve() {
    served = new Served();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  @DisplayName("a client of etcd keeps a lease, and its keys go with it")
  void lease() {
    var leases = served.client().getLeaseClient();
    long id = leases.grant(100).join().getID();
    var key = ByteSequence.from("k", StandardCharsets.UTF_8);
    var attached = PutOption.builder().withLeaseId(id).build();
    served.client().getKVClient().put(key, key, attached).join();

    assertThat(leases.keepAliveOnce(id).join().getTTL()).isEqualTo(100);
    var life = leases.timeToLive(id, LeaseOption.builder().withAttachedKeys().build()).join();
    assertThat(life.getGrantedTTL()).isEqualTo(100);
    assertThat(life.getKeys()).containsExactly(key);

    leases.revoke(id).join();
    assertThat(served.client().getKVClient().get(key).join().getKvs()).isEmpty();
  }

  @Test
  @DisplayName("a lease is granted no shorter life than an election takes, and only once")
  void grants() {
    var leases = LeaseGrpc.newBlockingStub(served.channel());
    var grant = LeaseGrantRequest.newBuilder().setID(5).setTTL(1).build();
    assertThat(leases.leaseGrant(grant).getTTL()).isEqualTo(2);
    assertThatThrownBy(() -> leases.leaseGrant(grant))
        .hasMessage("FAILED_PRECONDITION: etcdserver: lease already exists");
    assertThat(leases.leaseLeases(LeaseLeasesRequest.getDefaultInstance()).getLeasesList())
        .extracting(LeaseStatus::getID)
        .containsExactly(5L);
  }

  @Test
  @DisplayName("a lease that is not there is told so")
  void noLease() throws InterruptedException {
    var leases = LeaseGrpc.newBlockingStub(served.channel());
    var asked = LeaseTimeToLiveRequest.newBuilder().setID(9).build();
    assertThat(leases.leaseTimeToLive(asked).getTTL()).isEqualTo(-1);
    assertThatThrownBy(() -> leases.leaseRevoke(LeaseRevokeRequest.newBuilder().setID(9).build()))
        .hasMessage("NOT_FOUND: etcdserver: requested lease not found");
    var answers = new LinkedBlockingQueue<LeaseKeepAliveResponse>();
    LeaseGrpc.newStub(served.channel())
        .leaseKeepAlive(new Answers(answers))
        .onNext(LeaseKeepAliveRequest.newBuilder().setID(9).build());
    assertThat(answers.poll(60, TimeUnit.SECONDS)).returns(0L, LeaseKeepAliveResponse::getTTL);
  }

  private record Answers(LinkedBlockingQueue<LeaseKeepAliveResponse> all)
      implements StreamObserver<LeaseKeepAliveResponse> {

    @Override
    public void onNext(LeaseKeepAliveResponse answer) {
      all.add(answer);
    }

    @Override
    public void onError(Throwable reason) {}

    @Override
    public void onCompleted() {}
  }

  @Test
  @DisplayName("members are listed in the order of their numbers, which have no sign")
  void order() {
    var cluster = ClusterGrpc.newBlockingStub(served.channel());
    for (int i = 0; i < 10; i++) { // about half of them would be negative
      cluster.memberAdd(MemberAddRequest.newBuilder().addPeerURLs("http://h:" + (i + 1)).build());
    }
    List<Long> ids =
        cluster.memberList(MemberListRequest.getDefaultInstance()).getMembersList().stream()
            .map(Member::getID)
            .toList();
    assertThat(ids).hasSize(11).isSortedAccordingTo(Long::compareUnsigned);
  }

  @Test
  @DisplayName("members are listed, added and removed")
  void members() {
    var cluster = ClusterGrpc.newBlockingStub(served.channel());
    var added =
        cluster.memberAdd(MemberAddRequest.newBuilder().addPeerURLs("http://h:2380").build());
    assertThat(added.getMember().getPeerURLsList()).containsExactly("http://h:2380");
    assertThat(served.client().getClusterClient().listMember().join().getMembers()).hasSize(2);

    var removal = MemberRemoveRequest.newBuilder().setID(added.getMember().getID()).build();
    assertThat(cluster.memberRemove(removal).getMembersCount()).isEqualTo(1);
    assertThatThrownBy(() -> cluster.memberRemove(removal))
        .hasMessage("NOT_FOUND: etcdserver: member not found");
    assertThatThrownBy(
            () -> cluster.memberPromote(MemberPromoteRequest.newBuilder().setID(7).build()))
        .hasMessage("FAILED_PRECONDITION: etcdserver: can only promote a learner member");
    assertThatThrownBy(
            () -> cluster.memberAdd(MemberAddRequest.newBuilder().addPeerURLs("?").build()))
        .hasMessage("INVALID_ARGUMENT: etcdserver: given member URLs are invalid");
    var update = MemberUpdateRequest.newBuilder().setID(7).addPeerURLs("?").build();
    assertThatThrownBy(() -> cluster.memberUpdate(update))
        .hasMessage("INVALID_ARGUMENT: etcdserver: given member URLs are invalid");
  }

  @Test
  @DisplayName("a status tells version, leader and size")
  void status() {
    put(1);
    var status = maintenance().status(StatusRequest.getDefaultInstance());
    assertThat(status.getVersion()).isEqualTo(Front.API_VERSION);
    assertThat(status.getLeader()).isEqualTo(7);
    assertThat(status.getDbSize()).isPositive();
  }

  @Test
  @DisplayName("a store without holes is defragmented by leaving it as it is")
  void defragment() {
    put(1);
    var before = maintenance().hashKV(HashKVRequest.getDefaultInstance());
    var answer = maintenance().defragment(DefragmentRequest.getDefaultInstance());
    assertThat(answer.getHeader()).isEqualTo(before.getHeader());
    assertThat(maintenance().hashKV(HashKVRequest.getDefaultInstance())).isEqualTo(before);
  }

  @Test
  @DisplayName("an alarm is raised, listed, forbids what it should, and is lifted")
  void alarms() {
    var alarm =
        AlarmRequest.newBuilder()
            .setAction(AlarmRequest.AlarmAction.ACTIVATE)
            .setMemberID(7)
            .setAlarm(AlarmType.NOSPACE);
    maintenance().alarm(alarm.build());
    assertThat(maintenance().alarm(AlarmRequest.getDefaultInstance()).getAlarmsList())
        .extracting(it -> it.getAlarm())
        .containsExactly(AlarmType.NOSPACE);
    assertThatThrownBy(() -> put(1))
        .hasMessage("RESOURCE_EXHAUSTED: etcdserver: mvcc: database space exceeded");

    maintenance().alarm(alarm.setAction(AlarmRequest.AlarmAction.DEACTIVATE).build());
    put(1);
  }

  @Test
  @DisplayName("a snapshot ends with the SHA-256 of all that came before")
  void snapshot() throws Exception {
    put(2_000);
    List<SnapshotResponse> messages = new ArrayList<>();
    maintenance().snapshot(SnapshotRequest.getDefaultInstance()).forEachRemaining(messages::add);

    var digest = MessageDigest.getInstance("SHA-256");
    for (SnapshotResponse message : messages.subList(0, messages.size() - 1)) {
      assertThat(message.getRemainingBytes()).isPositive();
      digest.update(message.getBlob().toByteArray());
    }
    assertThat(messages.getLast().getRemainingBytes()).isZero();
    assertThat(messages.getLast().getBlob().toByteArray()).isEqualTo(digest.digest());
  }

  @Test
  @DisplayName("a client of etcd saves a snapshot")
  void snapshotByOthers() throws Exception {
    put(100);
    var file = new ByteArrayOutputStream();
    long bytes = served.client().getMaintenanceClient().snapshot(file).join();
    assertThat(bytes).isEqualTo(file.size());

    byte[] content = file.toByteArray();
    int end = content.length - 32;
    assertThat(MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(content, end)))
        .isEqualTo(Arrays.copyOfRange(content, end, content.length));
  }

  @Test
  @DisplayName("a hash is the same for the same revision, and none is told of a future one")
  void hash() {
    put(1);
    var now = maintenance().hashKV(HashKVRequest.getDefaultInstance());
    put(1);
    var before = HashKVRequest.newBuilder().setRevision(2).build();
    assertThat(maintenance().hashKV(before).getHash()).isEqualTo(now.getHash());
    assertThatThrownBy(
            () -> maintenance().hashKV(HashKVRequest.newBuilder().setRevision(99).build()))
        .hasMessage("OUT_OF_RANGE: etcdserver: mvcc: required revision is a future revision");
  }

  @Test
  @DisplayName("nor of one that is compacted; what was compacted last is told")
  void hashOfTheForgotten() {
    put(3);
    var kv = KVGrpc.newBlockingStub(served.channel());
    kv.compact(CompactionRequest.newBuilder().setRevision(3).build());
    assertThatThrownBy(
            () -> maintenance().hashKV(HashKVRequest.newBuilder().setRevision(2).build()))
        .hasMessage("OUT_OF_RANGE: etcdserver: mvcc: required revision has been compacted");
    assertThat(maintenance().hashKV(HashKVRequest.newBuilder().setRevision(3).build()))
        .returns(3L, HashKVResponse::getCompactRevision);
  }

  @Test
  @DisplayName("a state that cannot be looked at is answered with an error")
  void brokenViews() {
    served.member().breakViews();
    assertThatThrownBy(() -> maintenance().hashKV(HashKVRequest.getDefaultInstance()))
        .hasMessage("INTERNAL: the answer could not be given");
    assertThatThrownBy(() ->
            maintenance().snapshot(SnapshotRequest.getDefaultInstance()).forEachRemaining(_ -> {}))
        .hasMessage("INTERNAL: the answer could not be given");
  }

  @Test
  @DisplayName("leadership goes to members only, and by the leader's hand")
  void leadership() {
    var move = MoveLeaderRequest.newBuilder().setTargetID(9).build();
    assertThatThrownBy(() -> maintenance().moveLeader(move))
        .hasMessage("FAILED_PRECONDITION: etcdserver: bad leader transferee");
    var slow = MoveLeaderRequest.newBuilder().setTargetID(FakeMember.SLOW).build();
    assertThatThrownBy(() -> maintenance().moveLeader(slow))
        .hasMessage("UNKNOWN: etcdserver: request timed out, leader transfer took too long");
    served.member().loseLeader();
    assertThatThrownBy(() -> maintenance().moveLeader(move))
        .hasMessage("FAILED_PRECONDITION: etcdserver: not leader");
  }

  @Test
  @DisplayName("no version goes back, and no way back is called off")
  void downgrade() {
    for (DowngradeAction action : List.of(DowngradeAction.VALIDATE, DowngradeAction.ENABLE)) {
      var asked = DowngradeRequest.newBuilder().setAction(action);
      assertThatThrownBy(() -> maintenance().downgrade(asked.setVersion("3.4").build()))
          .hasMessage("INVALID_ARGUMENT: etcdserver: invalid downgrade target version");
      assertThatThrownBy(() -> maintenance().downgrade(asked.setVersion("old").build()))
          .hasMessage("INVALID_ARGUMENT: etcdserver: wrong downgrade target version format");
    }
    var cancel = DowngradeRequest.newBuilder().setAction(DowngradeAction.CANCEL).build();
    assertThatThrownBy(() -> maintenance().downgrade(cancel))
        .hasMessage("FAILED_PRECONDITION: etcdserver: no inflight downgrade job");
  }

  private MaintenanceGrpc.MaintenanceBlockingStub maintenance() {
    return MaintenanceGrpc.newBlockingStub(served.channel());
  }

  private void put(int count) {
    var kv = KVGrpc.newBlockingStub(served.channel());
    for (int i = 0; i < count; i++) {
      kv.put(
          PutRequest.newBuilder()
              .setKey(ByteString.copyFromUtf8("k" + i))
              .setValue(ByteString.copyFrom(new byte[1_000]))
              .build());
    }
  }
}
