package ds.system.kv.front.server;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.command.AuthCommand;
import ds.system.kv.command.Bytes;
import ds.system.kv.front.FakeMember;
import ds.system.kv.front.SelfSigned;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class TlsTest {

  @TempDir private static Path folder;
  private final FakeMember member = new FakeMember();

  @BeforeAll
  static void makeCertificates() throws Exception {
    SelfSigned.make(folder, "server", "root", "stranger");
  }

  @AfterEach
  void stop() {
    member.close();
  }

  @Test
  @DisplayName("gRPC and pages are served over TLS on one port")
  void bothOverTls() throws Exception {
    try (Front front = open(Optional.empty());
        HttpClient http = HttpClient.newBuilder().sslContext(trusting("server")).build()) {
      assertThat(put(front, GrpcSslContexts.forClient())).isEqualTo(2);
      var uri = URI.create("https://localhost:" + port(front) + "/livez");
      var page = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(page.body()).isEqualTo("ok\n");
    }
  }

  @Test
  @DisplayName("who must show a certificate and has none, or another's, is turned away")
  void certificateWanted() throws Exception {
    try (Front front = open(Optional.of(folder.resolve("root.pem")))) {
      assertThatThrownBy(() -> put(front, GrpcSslContexts.forClient()))
          .hasMessageStartingWith("UNAVAILABLE");
      assertThatThrownBy(() -> put(front, as("stranger"))).hasMessageStartingWith("UNAVAILABLE");
      assertThat(put(front, as("root"))).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("a certificate's common name is its user where certificates name users")
  void commonName() throws Exception {
    member.apply(new AuthCommand.UserAdd("root", Optional.empty()));
    member.apply(new AuthCommand.RoleAdd("root"));
    member.apply(new AuthCommand.UserGrantRole("root", "root"));
    member.apply(new AuthCommand.AuthEnable(new AuthCommand.Secret(Bytes.of("key"))));
    try (Front front = open(Optional.of(folder.resolve("root.pem")))) {
      assertThat(put(front, as("root"))).isEqualTo(2);
    }
    Endpoint.Tls unnamed = tls("server", "server", Optional.of(folder.resolve("root.pem")), false);
    try (Front front = open(unnamed)) {
      assertThatThrownBy(() -> put(front, as("root")))
          .hasMessage("INVALID_ARGUMENT: etcdserver: user name is empty");
    }
  }

  @Test
  @DisplayName("a renewed certificate is shown to who comes next; half of one changes nothing")
  void renewal() throws Exception {
    Files.copy(folder.resolve("server.pem"), folder.resolve("live.pem"));
    Files.copy(folder.resolve("server.key"), folder.resolve("live.key"));
    try (Front front = open("live", "live", Optional.empty())) {
      assertThat(put(front, GrpcSslContexts.forClient())).isEqualTo(2);

      Files.copy(folder.resolve("root.pem"), folder.resolve("live.pem"), REPLACE_EXISTING);
      long looks = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
      while (System.nanoTime() - looks < 0) {
        assertThat(put(front, GrpcSslContexts.forClient())).isGreaterThan(2);
      }
      Files.copy(folder.resolve("root.key"), folder.resolve("live.key"), REPLACE_EXISTING);
      while (!isTrusted(front, "root")) {} // until the server has looked at its files
      assertThat(isTrusted(front, "server")).isFalse();
    }
  }

  private static boolean isTrusted(Front front, String name) throws IOException {
    try {
      return put(front, GrpcSslContexts.forClient(), name) > 0;
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      return false;
    }
  }

  @Test
  @DisplayName("a file that is no certificate is told at the start")
  void noCertificate() throws IOException {
    Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
    assertThatThrownBy(() -> open("nonsense", "server", Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nonsense.pem");
  }

  @Test
  @DisplayName("a key of another certificate is told at the start")
  void otherKey() throws IOException {
    Files.copy(folder.resolve("root.pem"), folder.resolve("another.pem"));
    assertThatThrownBy(() -> open("another", "server", Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("server.key does not belong to");
  }

  private Front open(Optional<Path> clientAuthority) throws IOException {
    return open("server", "server", clientAuthority);
  }

  private Front open(String certificate, String key, Optional<Path> clientAuthority)
      throws IOException {
    return open(tls(certificate, key, clientAuthority, clientAuthority.isPresent()));
  }

  private Endpoint.Tls tls(
      String certificate, String key, Optional<Path> clientAuthority, boolean namesUsers) {
    return new Endpoint.Tls(
        folder.resolve(certificate + ".pem"),
        folder.resolve(key + ".key"),
        clientAuthority,
        namesUsers);
  }

  private Front open(Endpoint.Tls tls) throws IOException {
    var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return Front.open(
        member,
        List.of(new Endpoint(free, Optional.of(tls), Endpoint.Limits.DEFAULT)),
        new Front.Settings(
            _ -> List.<byte[]>of().iterator(), () -> "", new CallCounts(), 2, Long.MAX_VALUE),
        NetworkThreads.open());
  }

  private static int port(Front front) {
    return front.addresses().getFirst().getPort();
  }

  private static SslContextBuilder as(String name) {
    return GrpcSslContexts.forClient()
        .keyManager(folder.resolve(name + ".pem").toFile(), folder.resolve(name + ".key").toFile());
  }

  private static long put(Front front, SslContextBuilder tls) throws IOException {
    return put(front, tls, "server");
  }

  private static long put(Front front, SslContextBuilder tls, String trusted) throws IOException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", port(front))
            .sslContext(tls.trustManager(folder.resolve(trusted + ".pem").toFile()).build())
            .build();
    try {
      return KVGrpc.newBlockingStub(channel)
          .put(PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("k")).build())
          .getHeader()
          .getRevision();
    } finally {
      channel.shutdownNow();
    }
  }

  private static SSLContext trusting(String name) throws Exception {
    var trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(name, SelfSigned.store(folder, name).getCertificate(name));
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trust);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
