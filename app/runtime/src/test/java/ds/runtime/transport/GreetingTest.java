package ds.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.transport.TransportMetrics.Counter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who is let in, and who is not.
class GreetingTest {

  @Test
  void memberOfAnotherClusterIsTurnedAway() throws Exception {
    try (var a = new Member("a");
        var b = member("red", "b")) {
      a.transport.addPeer("b", b.address);
      b.transport.addPeer("a", a.address);
      a.awaitCount(Counter.TURNED_AWAY, 4);
      b.awaitCount(Counter.TURNED_AWAY, 4);
      assertThat(a.isConnected("b")).isFalse();
      assertThat(b.isConnected("a")).isFalse();
    }
  }

  @Test
  void callForAnotherMemberIsTurnedAway() throws Exception {
    try (var a = new Member("a");
        var c = new Member("c")) {
      a.transport.addPeer("b", c.address);
      c.transport.addPeer("a", a.address);
      c.awaitCount(Counter.TURNED_AWAY, 4);
      assertThat(a.isConnected("b")).isFalse();
      assertThat(a.send("b", Lane.ORDERED, "for b alone")).isFalse();
      assertThat(c.heard).isEmpty();
    }
  }

  @Test
  void strangerIsTurnedAwayUntilTheHostMakesItAPeer() throws Exception {
    try (var a = new Member("a");
        var b = new Member("b")) {
      a.transport.addPeer("b", b.address);
      assertThat(Member.soon(b.knocks))
          .isEqualTo("a at " + a.address.getHostString() + ":" + a.address.getPort());
      b.awaitCount(Counter.TURNED_AWAY, 1);
      b.transport.addPeer("a", a.address);
      a.awaitConnected("b");
    }
  }

  @Test
  void removedMemberIsToldSo() throws Exception {
    try (var a = new Member("a");
        var b = new Member("b")) {
      Member.join(a, b);
      b.knocks.clear(); // a may have called before b knew it
      b.transport.removePeer("a");
      assertThat(Member.soon(a.removedBy)).isEqualTo("b");
      assertThat(b.send("a", Lane.ORDERED, "still there?")).isFalse();
      Member.await("its connections have ended", () -> b.transport.inboundConnections() <= 2);
      assertThat(a.isConnected("b")).isFalse();
      assertThat(b.knocks).isEmpty();
    }
  }

  @Test
  void memberThatWasRemovedLongAgoIsToldSo() throws Exception {
    try (var a = new Member("a");
        var b = new Member("b")) {
      b.transport.removePeer("a");
      a.transport.addPeer("b", b.address);
      assertThat(Member.soon(a.removedBy)).isEqualTo("b");
    }
  }

  private static Member member(String cluster, String name) throws Exception {
    return new Member(
        new PeerIdentity(cluster, name), Member.loopback(0), Member.QUICK, Optional.empty());
  }
}
