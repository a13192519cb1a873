package ds.runtime.transport;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.runtime.transport.TransportMetrics.Counter;
import ds.runtime.transport.tls.Authority;
import ds.runtime.transport.tls.TlsFiles;
import ds.runtime.transport.tls.TlsFiles.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  @TempDir static Path folder;
  private static Authority ours;
  private static Authority theirs;

  @BeforeAll
  static void found() throws Exception {
    ours = new Authority(folder, "ours");
    theirs = new Authority(folder, "theirs");
  }

  @Test
  void membersOfOneAuthorityTalk() throws Exception {
    for (Proof proof : Proof.values()) {
      try (var a = member("a", ours.issue("a", "127.0.0.1", proof));
          var b = member("b", ours.issue("b", "127.0.0.1", proof))) {
        Member.join(a, b);
        String large = "x".repeat(1_000_000);
        a.send("b", Lane.ORDERED, large);
        a.send("b", Lane.BULK, large);
        assertThat(b.next().text()).isEqualTo(large);
        assertThat(b.next().text()).isEqualTo(large);
      }
    }
  }

  @Test
  void memberOfAnotherAuthorityIsTurnedAway() throws Exception {
    TlsFiles foreign = theirs.issue("b", "127.0.0.1", Proof.AUTHORITY);
    var trusting =
        new TlsFiles(foreign.certificates(), foreign.key(), ours.certificate(), Proof.AUTHORITY);
    try (var a = member("a", ours.issue("a", "127.0.0.1", Proof.AUTHORITY));
        var b = member("b", trusting)) {
      a.transport.addPeer("b", b.address);
      b.transport.addPeer("a", a.address);
      a.awaitCount(Counter.TLS_FAILED, 4);
      b.awaitCount(Counter.CONNECT_FAILED, 4);
      assertThat(a.count(Counter.ADMITTED)).isZero();
      assertThat(b.count(Counter.ADMITTED)).isZero();
    }
  }

  @Test
  void callerInTheClearIsTurnedAway() throws Exception {
    try (var a = member("a", ours.issue("a", "127.0.0.1", Proof.AUTHORITY));
        var b = new Member("b")) {
      b.transport.addPeer("a", a.address);
      b.awaitCount(Counter.CONNECT_FAILED, 4);
      a.awaitCount(Counter.TLS_FAILED, 1);
      assertThat(a.count(Counter.ADMITTED)).isZero();
    }
  }

  @Test
  void certificateMustNameTheMemberIfThatIsAskedFor() throws Exception {
    try (var a = member("a", ours.issue("a", "127.0.0.1", Proof.MEMBER));
        var b = member("b", ours.issue("c", "127.0.0.1", Proof.MEMBER))) {
      a.transport.addPeer("b", b.address);
      b.transport.addPeer("a", a.address);
      a.awaitCount(Counter.TURNED_AWAY, 2);
      a.awaitCount(Counter.CONNECT_FAILED, 4);
      assertThat(a.isConnected("b")).isFalse();
      assertThat(b.isConnected("a")).isFalse();
    }
  }

  @Test
  void certificateMustNameTheHostIfThatIsAskedFor() throws Exception {
    try (var a = member("a", ours.issue("a", "127.0.0.1", Proof.HOST));
        var b = member("b", ours.issue("b", "127.0.0.2", Proof.HOST))) {
      a.transport.addPeer("b", b.address);
      b.transport.addPeer("a", a.address);
      b.awaitConnected("a");
      a.awaitCount(Counter.TLS_FAILED, 2);
      assertThat(a.isConnected("b")).isFalse();
    }
  }

  @Test
  void renewedCertificatesAreTakenUpWithoutARestart() throws Exception {
    TlsFiles ofA = theirs.issue("a", "127.0.0.1", Proof.AUTHORITY);
    try (var a = member("a", ofA);
        var b = member("b", ours.issue("b", "127.0.0.1", Proof.AUTHORITY))) {
      a.transport.addPeer("b", b.address);
      b.transport.addPeer("a", a.address);
      a.awaitCount(Counter.CONNECT_FAILED, 4);

      TlsFiles renewed = ours.issue("a", "127.0.0.1", Proof.AUTHORITY);
      Files.copy(renewed.certificates(), ofA.certificates(), REPLACE_EXISTING);
      a.awaitCount(Counter.TLS_RELOAD_FAILED, 1);
      assertThat(a.isConnected("b")).isFalse();

      Files.copy(renewed.key(), ofA.key(), REPLACE_EXISTING);
      Files.copy(renewed.authorities(), ofA.authorities(), REPLACE_EXISTING);
      a.awaitConnected("b");
      b.awaitConnected("a");
      assertThat(a.count(Counter.TLS_RELOADED)).isPositive();
    }
  }

  @Test
  void uselessFilesAreToldAtTheStart() throws Exception {
    TlsFiles a = ours.issue("a", "127.0.0.1", Proof.AUTHORITY);
    TlsFiles b = ours.issue("b", "127.0.0.1", Proof.AUTHORITY);
    var mixed = new TlsFiles(a.certificates(), b.key(), a.authorities(), Proof.AUTHORITY);
    assertThatThrownBy(() -> member("a", mixed))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not belong to");
    Path empty = Files.write(folder.resolve("empty.pem"), new byte[0]);
    assertThatThrownBy(() -> member("a", new TlsFiles(empty, a.key(), empty, Proof.AUTHORITY)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("empty.pem");
    Path garbled = folder.resolve("garbled.key");
    Files.write(
        garbled, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END".getBytes(StandardCharsets.UTF_8));
    var unreadable = new TlsFiles(a.certificates(), garbled, a.authorities(), Proof.AUTHORITY);
    assertThatThrownBy(() -> member("a", unreadable))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("garbled.key");
  }

  @Test
  void garbageInFrontOfTlsIsHungUpOn() throws Exception {
    try (var a = member("a", ours.issue("a", "127.0.0.1", Proof.AUTHORITY))) {
      for (String words :
          new String[] {"GET / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001\u0000\u0005hello"}) {
        try (var caller = new Caller(a.address)) {
          caller.say(words.getBytes(StandardCharsets.ISO_8859_1));
          caller.awaitEnd();
        }
      }
      Member.await("all are gone", () -> a.transport.inboundConnections() == 0);
    }
  }

  private static Member member(String name, TlsFiles files) throws IOException {
    return new Member(
        new PeerIdentity("blue", name), Member.loopback(0), Member.QUICK, Optional.of(files));
  }
}
