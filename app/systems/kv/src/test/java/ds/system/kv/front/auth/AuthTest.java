package ds.system.kv.front.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.AuthGrpc;
import ds.system.kv.api.etcdserverpb.AuthenticateRequest;
import ds.system.kv.api.etcdserverpb.ClusterGrpc;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.MemberListRequest;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.SnapshotRequest;
import ds.system.kv.command.AuthCommand.Secret;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.front.Served;
import io.etcd.jetcd.Auth;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.auth.Permission;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class AuthTest {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  private Served served;

  @BeforeEach
  void serve() {
    served = new Served();
    Auth auth = served.client().getAuthClient();
    auth.userAdd(seq("root"), seq("secret")).join();
    auth.roleAdd(seq("root")).join();
    auth.userGrantRole(seq("root"), seq("root")).join();
    auth.userAdd(seq("ann"), seq("pass")).join();
    auth.roleAdd(seq("reader")).join();
    auth.roleGrantPermission(seq("reader"), seq("a"), seq("b"), Permission.Type.READ).join();
    auth.userGrantRole(seq("ann"), seq("reader")).join();
    auth.authEnable().join();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  @DisplayName("a client of etcd may do what its roles allow, and nothing else")
  void permissions() {
    try (Client root = client("root", "secret");
        Client ann = client("ann", "pass")) {
      root.getKVClient().put(seq("a1"), seq("x")).join();
      assertThat(ann.getKVClient().get(seq("a1")).join().getKvs()).hasSize(1);
      assertThatThrownBy(() -> ann.getKVClient().put(seq("a1"), seq("y")).join())
          .hasMessageContaining("etcdserver: permission denied");
      assertThatThrownBy(() -> ann.getKVClient().get(seq("c")).join())
          .hasMessageContaining("etcdserver: permission denied");
      assertThat(ann.getAuthClient().userGet(seq("ann")).join().getRoles())
          .containsExactly("reader");
      assertThatThrownBy(() -> ann.getAuthClient().userList().join())
          .hasMessageContaining("etcdserver: permission denied");
    }
  }

  @Test
  @DisplayName("who gives no name is told so")
  void noName() {
    var kv = KVGrpc.newBlockingStub(served.channel());
    assertThatThrownBy(
            () -> kv.put(PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("k")).build()))
        .hasMessage("INVALID_ARGUMENT: etcdserver: user name is empty");
  }

  @Test
  @DisplayName("a wrong password and a made-up token are refused")
  void wrong() {
    var auth = AuthGrpc.newBlockingStub(served.channel());
    for (String user : new String[] {"ann", "nobody"}) {
      assertThatThrownBy(() ->
              auth.authenticate(
                  AuthenticateRequest.newBuilder().setName(user).setPassword("wrong").build()))
          .hasMessage(
              "INVALID_ARGUMENT: etcdserver: authentication failed, invalid user ID or password");
    }
    var kv = KVGrpc.newBlockingStub(served.channel());
    assertThatThrownBy(() ->
            kv.withInterceptors(token("cm9vdA:9:99999999999.AAAA"))
                .put(PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("k")).build()))
        .hasMessage("UNAUTHENTICATED: etcdserver: invalid auth token");
  }

  @Test
  @DisplayName("a token that has ended does not stand in the way of another one, nor of open calls")
  void ended() {
    ClientInterceptor ended = token("ended");
    var auth = AuthGrpc.newBlockingStub(served.channel()).withInterceptors(ended);
    var ann = AuthenticateRequest.newBuilder().setName("ann").setPassword("pass").build();
    assertThat(auth.authenticate(ann).getToken()).isNotEmpty();
    var cluster = ClusterGrpc.newBlockingStub(served.channel()).withInterceptors(ended);
    assertThat(cluster.memberList(MemberListRequest.getDefaultInstance()).getMembersCount())
        .isOne();
  }

  @Test
  @DisplayName("calls that the state never sees are allowed to root only")
  void snapshot() {
    var maintenance =
        MaintenanceGrpc.newBlockingStub(served.channel())
            .withInterceptors(token(tokenOf("ann", "pass")));
    var messages = maintenance.snapshot(SnapshotRequest.getDefaultInstance());
    assertThatThrownBy(messages::hasNext)
        .hasMessage("PERMISSION_DENIED: etcdserver: permission denied");
  }

  @Test
  @DisplayName("a token is its signer's only, and ends")
  void tokens() {
    var key = new Secret(Bytes.of("key"));
    var ann = new Caller("ann:.ä", 4);
    String token = Tokens.make(ann, 1_000, key);
    assertThat(Tokens.read(token, 1_000, key)).contains(ann);
    assertThat(Tokens.read(token, 1_000 + Tokens.LIFE_SECONDS + 1, key)).isEmpty();
    assertThat(Tokens.read(token, 1_000, new Secret(Bytes.of("other")))).isEmpty();
    assertThat(Tokens.read(token, 1_000, new Secret(Bytes.EMPTY))).isEmpty();
    assertThat(Tokens.read("a.b.c", 1_000, key)).isEmpty();
    assertThat(Tokens.read("", 1_000, key)).isEmpty();
  }

  @Test
  @DisplayName("a password matches its own hash only")
  void passwords() {
    Secret hash = Passwords.hash("pass");
    assertThat(Passwords.matches("pass", Optional.of(hash))).isTrue();
    assertThat(Passwords.matches("Pass", Optional.of(hash))).isFalse();
    assertThat(Passwords.matches("", Optional.empty())).isFalse();
    assertThat(Passwords.matches("", Optional.of(new Secret(Bytes.EMPTY)))).isFalse();
    assertThat(hash.toString()).doesNotContain("pbkdf2");
  }

  private String tokenOf(String user, String password) {
    return AuthGrpc.newBlockingStub(served.channel())
        .authenticate(AuthenticateRequest.newBuilder().setName(user).setPassword(password).build())
        .getToken();
  }

  private static ClientInterceptor token(String token) {
    var metadata = new Metadata();
    metadata.put(TOKEN, token);
    return MetadataUtils.newAttachHeadersInterceptor(metadata);
  }

  private Client client(String user, String password) {
    return Client.builder()
        .endpoints("http://127.0.0.1:" + served.address().getPort())
        .user(seq(user))
        .password(seq(password))
        .build();
  }

  private static ByteSequence seq(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }
}
