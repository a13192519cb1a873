package ds.system.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.ClusterGrpc;
import ds.system.kv.api.etcdserverpb.ClusterGrpc.ClusterBlockingStub;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.Member;
import ds.system.kv.api.etcdserverpb.MemberAddRequest;
import ds.system.kv.api.etcdserverpb.MemberListRequest;
import ds.system.kv.api.etcdserverpb.MemberPromoteRequest;
import ds.system.kv.api.etcdserverpb.MemberRemoveRequest;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.StatusRequest;
import ds.system.kv.bootstrap.Beginning;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.server.Cluster.Place;
import ds.system.kv.server.KvServer.End;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Members join as etcd's operators have them join, by flags, and leave.
@Timeout(300)
final class MembershipTest {

  @TempDir private Path directory;
  private Cluster cluster;
  private ManagedChannel channel;
  private ClusterBlockingStub members;

  @BeforeEach
  void start() {
    cluster = Cluster.start(directory, "a", "b", "c");
    channel = channelTo(cluster.place("a"));
    members = ClusterGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    cluster.close();
  }

  @Test
  @DisplayName(
      "a learner joins, is promoted, votes, is removed, and is told so whenever it returns")
  void learner() throws Exception {
    Place place = free("d");
    long id = add(place, true);
    assertThat(promotes(id)).as("a learner is promoted that is not there yet").isFalse();
    ServerSettings settings = joining(place);
    cluster.start(settings);
    Member learner = awaitNamed("d");
    assertThat(learner.getID()).isEqualTo(id).isEqualTo(cluster.id("d"));
    assertThat(learner.getIsLearner()).isTrue();
    demandThatOthersAreAsked(place);
    assertThat(learner.getClientURLsList()).containsExactly(place.clients().toString());

    Patience.until("the learner has caught up", () -> promotes(id));
    awaitVote(place, id);
    assertThat(list()).noneMatch(Member::getIsLearner).hasSize(4);
    cluster.stop(cluster.running().get(1));
    putAndGet("d", "with the vote of the new one");

    members.memberRemove(MemberRemoveRequest.newBuilder().setID(id).build());
    assertThat(list()).hasSize(3).noneMatch(it -> it.getID() == id);
    assertThat(cluster.end("d").get(Patience.SECONDS_MAX, TimeUnit.SECONDS)).isEqualTo(End.REMOVED);

    cluster.stop("d");
    cluster.start(settings);
    assertThat(cluster.end("d").get(Patience.SECONDS_MAX, TimeUnit.SECONDS)).isEqualTo(End.REMOVED);
  }

  @Test
  @DisplayName("one that is added to vote gets its vote by itself, when it has caught up")
  void voter() {
    putAndGet("a", "before");
    Place place = free("d");
    long id = add(place, false);
    cluster.start(joining(place));
    awaitVote(place, id);
    putAndGet("d", "after");
  }

  @Test
  @DisplayName("a member that lost its disk is removed, and another comes at the same address")
  void replaced() throws Exception {
    String follower = cluster.follower();
    String lost = follower.equals("a") ? "c" : follower;
    Place place = cluster.place(lost);
    long old = cluster.id(lost);
    cluster.stop(lost);
    members.memberRemove(MemberRemoveRequest.newBuilder().setID(old).build());

    long id = add(place, false);
    assertThat(id).isNotEqualTo(old);
    ServerSettings settings = joining(place);
    cluster.start(
        new ServerSettings(
            settings.name(),
            directory.resolve("another disk"),
            settings.addresses(),
            settings.beginning(),
            settings.security(),
            settings.tuning()));
    awaitVote(place, id);
    putAndGet(lost, "on a new disk");
  }

  @Test
  @DisplayName("a leader removes itself, says so, and ends; the others go on")
  void leaderByItself() throws Exception {
    removeLeader(leadBy("a"));
  }

  @Test
  @DisplayName("a leader removes itself for another member, which says so")
  void leaderByAnother() throws Exception {
    removeLeader(leadBy("b"));
  }

  /// Who asks, asks member a.
  private String leadBy(String next) {
    Patience.until(
        next + " leads",
        () -> {
          String leader = cluster.awaitLeader();
          if (!leader.equals(next)) {
            moveLeader(leader, next);
          }
          return leader.equals(next);
        });
    return next;
  }

  /// Or not, if the leader has just lost its place by itself.
  private void moveLeader(String leader, String next) {
    try (Client client = cluster.client(leader)) {
      var _ =
          client
              .getMaintenanceClient()
              .moveLeader(cluster.id(next))
              .handle((_, failure) -> failure == null)
              .join();
    }
  }

  private void removeLeader(String leader) throws Exception {
    long id = cluster.id(leader);
    assertThat(
            members
                .memberRemove(MemberRemoveRequest.newBuilder().setID(id).build())
                .getMembersList())
        .hasSize(2)
        .noneMatch(it -> it.getID() == id);
    assertThat(cluster.end(leader).get(Patience.SECONDS_MAX, TimeUnit.SECONDS))
        .isEqualTo(End.REMOVED);
    cluster.stop(leader);
    assertThat(cluster.awaitLeader()).isNotEqualTo(leader);
    putAndGet(cluster.running().getFirst(), "without it");
  }

  /// Only what nobody takes for the newest is answered by a learner.
  private static void demandThatOthersAreAsked(Place learner) {
    ManagedChannel direct = channelTo(learner);
    try {
      var keys = KVGrpc.newBlockingStub(direct);
      var key = RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("k"));
      assertThat(keys.range(key.setSerializable(true).build()).getKvsList()).isEmpty();
      assertThatThrownBy(() -> keys.range(key.setSerializable(false).build()))
          .hasMessage("UNAVAILABLE: etcdserver: rpc not supported for learner");
    } finally {
      direct.shutdownNow();
    }
  }

  /// That a member votes, its leader knows before it does itself.
  private void awaitVote(Place place, long id) {
    Patience.until(
        "it votes", () -> list().stream().anyMatch(it -> it.getID() == id && !it.getIsLearner()));
    ManagedChannel direct = channelTo(place);
    try {
      var it = MaintenanceGrpc.newBlockingStub(direct);
      Patience.until(
          "it knows of its vote",
          () -> !it.status(StatusRequest.getDefaultInstance()).getIsLearner());
    } finally {
      direct.shutdownNow();
    }
  }

  private static ManagedChannel channelTo(Place place) {
    var clients = place.clients();
    return NettyChannelBuilder.forAddress(clients.host(), clients.port()).usePlaintext().build();
  }

  private static Place free(String name) {
    var urls = Ports.free(2);
    return new Place(name, urls.getFirst(), urls.getLast());
  }

  private long add(Place place, boolean isLearner) {
    return members
        .memberAdd(
            MemberAddRequest.newBuilder()
                .addPeerURLs(place.peers().toString())
                .setIsLearner(isLearner)
                .build())
        .getMember()
        .getID();
  }

  /// With the flags that etcdctl prints.
  private ServerSettings joining(Place place) {
    String known = cluster.initial();
    String all =
        known.contains(place.peers().toString())
            ? known
            : known + "," + place.name() + "=" + place.peers();
    return cluster.settings(place, new Beginning(InitialCluster.parse(all, "test"), false));
  }

  private Member awaitNamed(String name) {
    return Patience.until(
        name + " has told its name",
        () -> list().stream().filter(it -> it.getName().equals(name)).findFirst());
  }

  private boolean promotes(long id) {
    try {
      members.memberPromote(MemberPromoteRequest.newBuilder().setID(id).build());
      return true;
    } catch (StatusRuntimeException e) {
      assertThat(e).hasMessageContaining("can only promote a learner member which is in sync");
      return false;
    }
  }

  private List<Member> list() {
    return members
        .memberList(MemberListRequest.newBuilder().setLinearizable(true).build())
        .getMembersList();
  }

  private void putAndGet(String member, String text) {
    ByteSequence value = ByteSequence.from(text, UTF_8);
    try (Client client = cluster.client(member)) {
      client.getKVClient().put(value, value).join();
      Optional<ByteSequence> found =
          client.getKVClient().get(value).join().getKvs().stream()
              .map(it -> it.getValue())
              .findFirst();
      assertThat(found).contains(value);
    }
  }
}
