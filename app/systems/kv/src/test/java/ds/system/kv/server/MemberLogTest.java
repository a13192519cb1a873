package ds.system.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ds.system.kv.api.etcdserverpb.AlarmRequest;
import ds.system.kv.api.etcdserverpb.AlarmRequest.AlarmAction;
import ds.system.kv.api.etcdserverpb.AlarmType;
import ds.system.kv.api.etcdserverpb.AuthGrpc;
import ds.system.kv.api.etcdserverpb.AuthenticateRequest;
import ds.system.kv.api.etcdserverpb.ClusterGrpc;
import ds.system.kv.api.etcdserverpb.LeaseGrantRequest;
import ds.system.kv.api.etcdserverpb.LeaseGrantResponse;
import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.MemberAddRequest;
import ds.system.kv.api.etcdserverpb.MemberRemoveRequest;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// What an operator reads in the log, and what nobody may read there.
@Timeout(300)
final class MemberLogTest {

  private static final int LEASES = 100;
  private static final List<String> SECRETS = List.of("open sesame", "the value", "sesame's heir");

  @TempDir private Path directory;

  private final Queue<ILoggingEvent> lines = new ConcurrentLinkedQueue<>();
  private final Logger ours = (Logger) LoggerFactory.getLogger("ds");

  private final AppenderBase<ILoggingEvent> listener =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.getFormattedMessage();
          lines.add(event);
        }
      };

  @BeforeEach
  void listen() {
    listener.setContext(ours.getLoggerContext());
    listener.start();
    ours.setLevel(Level.TRACE);
    ours.setAdditive(false);
    ours.addAppender(listener);
  }

  @AfterEach
  void stopListening() {
    ours.detachAppender(listener);
    ours.setLevel(null);
    ours.setAdditive(true);
  }

  @Test
  @DisplayName("each event of consequence is a line with node, term and index, and tells no secret")
  void life() {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      String leader = cluster.awaitLeader();
      String token = use(cluster.place(leader));
      awaitLine("leases expired");
      String other = cluster.follower();
      cluster.stop(other);
      awaitLine("peer not reached");
      cluster.start(other);
      awaitLine("peer reached");

      for (String told :
          List.of(
              "starts",
              "became leader",
              "follows",
              "member added",
              "member removed",
              "membership changed",
              "alarm raised",
              "alarm lifted",
              "auth enabled",
              "auth disabled",
              "compacted")) {
        awaitLine(told);
      }
      lines.stream().filter(it -> it.getLoggerName().endsWith("MemberLog")).forEach(this::isWhole);
      assertThat(lines.stream().filter(it -> it.getMessage().equals("leases expired")))
          .hasSizeLessThan(LEASES / 2);
      assertThat(lines).extracting(MemberLogTest::text).noneMatch(line -> line.contains(token));
      for (String secret : SECRETS) {
        assertThat(lines).extracting(MemberLogTest::text).noneMatch(line -> line.contains(secret));
      }
    }
  }

  @Test
  @DisplayName("what is carried out anew after a restart is told anew, under the same index")
  void again() {
    try (var cluster = Cluster.start(directory, "a")) {
      ManagedChannel channel = channel(cluster.place("a"));
      try {
        administer(channel);
      } finally {
        channel.shutdownNow();
      }
      List<String> first = told("alarm raised");
      assertThat(first).hasSize(1);
      cluster.stop("a");
      cluster.start("a");
      Patience.until("it is told anew", () -> told("alarm raised").size() == 2);
      assertThat(told("alarm raised")).containsOnly(first.getFirst());
    }
  }

  /// The lines of this kind, each with all that it says beside.
  private List<String> told(String message) {
    return lines.stream()
        .filter(it -> it.getMessage().equals(message))
        .map(it -> String.valueOf(it.getKeyValuePairs()))
        .toList();
  }

  private static ManagedChannel channel(Cluster.Place place) {
    return NettyChannelBuilder.forAddress(place.clients().host(), place.clients().port())
        .usePlaintext()
        .build();
  }

  /// Does what is worth a line, and tells secrets meanwhile.
  ///
  /// @return a token
  private static String use(Cluster.Place place) {
    ManagedChannel channel = channel(place);
    try (Client client = Client.builder().endpoints(place.clients().toString()).build()) {
      var put = client.getKVClient().put(seq("k"), seq("the value")).join();
      client.getKVClient().compact(put.getHeader().getRevision()).join();
      grantLeases(channel);
      administer(channel);
      return authenticate(client, channel);
    } finally {
      channel.shutdownNow();
    }
  }

  /// All at once, so that they end together, however long a machine takes for one.
  private static void grantLeases(Channel channel) {
    var leases = LeaseGrpc.newFutureStub(channel);
    var request = LeaseGrantRequest.newBuilder().setTTL(1).build();
    List<Future<LeaseGrantResponse>> granted = new ArrayList<>();
    for (int i = 0; i < LEASES; i++) {
      granted.add(leases.leaseGrant(request));
    }
    for (Future<LeaseGrantResponse> grant : granted) {
      try {
        assertThat(grant.get(Patience.SECONDS_MAX, TimeUnit.SECONDS).getID()).isNotZero();
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void administer(Channel channel) {
    var maintenance = MaintenanceGrpc.newBlockingStub(channel);
    for (AlarmAction action : List.of(AlarmAction.ACTIVATE, AlarmAction.DEACTIVATE)) {
      maintenance.alarm(
          AlarmRequest.newBuilder()
              .setAction(action)
              .setMemberID(1)
              .setAlarm(AlarmType.NOSPACE)
              .build());
    }
    var members = ClusterGrpc.newBlockingStub(channel);
    String url = Ports.free(1).getFirst().toString();
    long added =
        members
            .memberAdd(MemberAddRequest.newBuilder().addPeerURLs(url).setIsLearner(true).build())
            .getMember()
            .getID();
    members.memberRemove(MemberRemoveRequest.newBuilder().setID(added).build());
  }

  private static String authenticate(Client client, Channel channel) {
    var auth = client.getAuthClient();
    auth.userAdd(seq("root"), seq("open sesame")).join();
    auth.userGrantRole(seq("root"), seq("root")).join();
    auth.userChangePassword(seq("root"), seq("sesame's heir")).join();
    auth.authEnable().join();
    String token =
        AuthGrpc.newBlockingStub(channel)
            .authenticate(
                AuthenticateRequest.newBuilder()
                    .setName("root")
                    .setPassword("sesame's heir")
                    .build())
            .getToken();
    try (Client known = authenticated(channel)) {
      known.getAuthClient().authDisable().join();
    }
    return token;
  }

  private static Client authenticated(Channel channel) {
    return Client.builder()
        .endpoints("http://" + channel.authority())
        .user(seq("root"))
        .password(seq("sesame's heir"))
        .build();
  }

  private void awaitLine(String message) {
    Patience.until(
        "it says: " + message,
        () -> lines.stream().anyMatch(it -> it.getMessage().equals(message)));
  }

  private void isWhole(ILoggingEvent line) {
    assertThat(line.getKeyValuePairs())
        .as(line.getMessage())
        .extracting(it -> it.key)
        .contains("node", "term", "index");
    if (line.getMessage().equals("became leader")) {
      assertThat(line.getKeyValuePairs())
          .anySatisfy(it -> assertThat(it.toString()).matches("term=\"[1-9][0-9]*\""));
    }
  }

  private static String text(ILoggingEvent line) {
    return line.getFormattedMessage()
        + Objects.toString(line.getKeyValuePairs(), "")
        + (line.getThrowableProxy() == null ? "" : line.getThrowableProxy().getMessage());
  }

  private static ByteSequence seq(String text) {
    return ByteSequence.from(text, UTF_8);
  }
}
