package ds.system.kv.front.server;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.command.AuthCommand;
import ds.system.kv.command.Bytes;
import ds.system.kv.front.FakeMember;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path folder;
  private final FakeMember member = new FakeMember();

  /// Makes certificates that sign themselves, with the JDK's own tool.
  @BeforeAll
  static void makeCertificates() throws Exception {
    List<String> names = List.of("server", "root", "stranger");
    List<Process> tools = new ArrayList<>();
    for (String name : names) {
      tools.add(startMaking(name));
    }
    for (Process tool : tools) {
      assertThat(tool.waitFor()).isZero();
    }
    for (String name : names) {
      KeyStore store = store(name);
      write(name + ".pem", "CERTIFICATE", store.getCertificate(name).getEncoded());
      write(name + ".key", "PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded());
    }
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
  @DisplayName("a certificate's common name is its user")
  void commonName() throws Exception {
    member.apply(new AuthCommand.UserAdd("root", Optional.empty()));
    member.apply(new AuthCommand.RoleAdd("root"));
    member.apply(new AuthCommand.UserGrantRole("root", "root"));
    member.apply(new AuthCommand.AuthEnable(new AuthCommand.Secret(Bytes.of("key"))));
    try (Front front = open(Optional.of(folder.resolve("root.pem")))) {
      assertThat(put(front, as("root"))).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("a file that is no certificate is told at the start")
  void noCertificate() throws IOException {
    Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
    assertThatThrownBy(() -> open("nonsense", Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nonsense.pem");
  }

  private Front open(Optional<Path> clientAuthority) throws IOException {
    return open("server", clientAuthority);
  }

  private Front open(String name, Optional<Path> clientAuthority) throws IOException {
    var tls =
        new Endpoint.Tls(
            folder.resolve(name + ".pem"), folder.resolve("server.key"), clientAuthority);
    var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return Front.open(
        member,
        List.of(new Endpoint(free, Optional.of(tls), Endpoint.Limits.DEFAULT)),
        new Front.Settings(_ -> List.<byte[]>of().iterator(), () -> "", 2));
  }

  private static int port(Front front) {
    return front.addresses().getFirst().getPort();
  }

  private static SslContextBuilder as(String name) {
    return GrpcSslContexts.forClient()
        .keyManager(folder.resolve(name + ".pem").toFile(), folder.resolve(name + ".key").toFile());
  }

  private static long put(Front front, SslContextBuilder tls) throws IOException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", port(front))
            .sslContext(tls.trustManager(folder.resolve("server.pem").toFile()).build())
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
    var store = store(name);
    var trust = KeyStore.getInstance("PKCS12");
    trust.load(null, PASSWORD);
    trust.setCertificateEntry(name, store.getCertificate(name));
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trust);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private static KeyStore store(String name) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static Process startMaking(String name) throws IOException {
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(tool));
    String options =
        "-genkeypair -keyalg EC -ext san=dns:localhost -ext bc:c -storetype PKCS12 -validity 2";
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of("-storepass", new String(PASSWORD), "-alias", name));
    command.addAll(List.of("-dname", "CN=" + name, "-keystore"));
    command.add(folder.resolve(name + ".p12").toString());
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(DISCARD).start();
  }

  private static void write(String file, String what, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
  }
}
