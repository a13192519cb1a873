package ds.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.transport.Member.Heard;
import ds.runtime.transport.TransportMetrics.Counter;
import ds.runtime.transport.wire.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransportTest {

  private static final long LANES = Lane.values().length;

  @Test
  void framesArriveInTheOrderInWhichTheyWereSent() throws Exception {
    try (var a = new Member("a");
        var b = new Member("b")) {
      Member.join(a, b);
      sendEntries(a, 0, 10_000);
      var goOn = new CountDownLatch(1);
      a.transport.thread().execute(() -> await(goOn));
      sendEntries(a, 10_000, 20_000); // so much has come together for certain
      goOn.countDown();
      for (int i = 0; i < 20_000; i++) {
        assertThat(b.next()).isEqualTo(new Heard("a", Lane.ORDERED, "entry " + i));
      }
      b.send("a", Lane.BULK, "chunk");
      assertThat(a.next()).isEqualTo(new Heard("b", Lane.BULK, "chunk"));
      assertThat(b.count(Counter.FRAMES_RECEIVED)).isEqualTo(20_000);
      assertThat(a.count(Counter.FLUSHES)).isLessThan(20_000);
    }
  }

  private static void sendEntries(Member a, int from, int to) {
    IntStream.range(from, to)
        .forEach(i -> assertThat(a.send("b", Lane.ORDERED, "entry " + i)).isTrue());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts", e);
    }
  }

  @Test
  void frameMayBeAsLargeAsTheLimitAndNoLarger() throws Exception {
    try (var a = new Member("a");
        var b = new Member("b")) {
      Member.join(a, b);
      int max = Member.QUICK.limits().frameBytesMax();
      assertThat(a.send("b", Lane.ORDERED, "x".repeat(max))).isTrue();
      assertThat(a.send("b", Lane.ORDERED, "x".repeat(max + 1))).isFalse();
      assertThat(b.next().text()).hasSize(max);
      assertThat(a.count(Counter.DROPPED_OVERSIZED)).isEqualTo(1);
    }
  }

  @Test
  void whatFindsNobodyIsDroppedAndCounted() throws Exception {
    try (var a = new Member("a")) {
      assertThat(a.send("b", Lane.ORDERED, "x")).isFalse();
      assertThat(a.count(Counter.DROPPED_NO_PEER)).isEqualTo(1);
      a.transport.addPeer("b", Member.loopback(1));
      a.awaitCount(Counter.CONNECT_FAILED, 3);
      assertThat(a.send("b", Lane.ORDERED, "x")).isFalse();
      assertThat(a.count(Counter.DROPPED_UNCONNECTED)).isEqualTo(1);
    }
  }

  @Test
  void memberThatComesBackIsConnectedAgain() throws Exception {
    try (var a = new Member("a")) {
      var b = new Member("b");
      Member.join(a, b);
      for (int life = 1; life <= 5; life++) {
        b.close();
        a.awaitCount(Counter.DISCONNECTED, LANES * life);
        b = again(b);
        Member.join(a, b);
        a.send("b", Lane.ORDERED, "life " + life);
        assertThat(b.next().text()).isEqualTo("life " + life);
      }
      b.close();
    }
  }

  @Test
  void memberThatHasMovedIsCalledAtItsNewAddress() throws Exception {
    try (var a = new Member("a");
        var b = new Member("b")) {
      Member.join(a, b);
      try (var moved = new Member("b")) {
        Member.join(a, moved);
        Member.await(
            "frames arrive there",
            () -> {
              a.send("b", Lane.ORDERED, "here?");
              return !moved.heard.isEmpty();
            });
      }
    }
  }

  @Test
  void nameThatCannotBeResolvedIsAskedForAgain() throws Exception {
    try (var a = new Member("a")) {
      // It is too long for a name, so nobody is asked who may take long to say so.
      String name = "x".repeat(64) + ".invalid";
      a.transport.addPeer("b", InetSocketAddress.createUnresolved(name, 1));
      a.awaitCount(Counter.CONNECT_FAILED, 3);
    }
  }

  @Test
  void peerThatDoesNotListenCostsABoundedQueueAndNoTime() throws Exception {
    byte[] welcome = Callee.answer(Verdict.WELCOME, "blue", "b");
    try (var a = new Member("a");
        var b = new Callee(welcome)) {
      a.transport.addPeer("b", b.address());
      a.awaitConnected("b");
      String text = "x".repeat(100_000);
      int accepted = 0;
      while (a.send("b", Lane.ORDERED, text)) {
        accepted++;
        assertThat(accepted).isLessThan(1_000);
      }
      assertThat(a.count(Counter.DROPPED_FULL)).isEqualTo(1);
      long queued = a.transport.peers().getFirst().queuedBytes();
      assertThat(queued).isLessThanOrEqualTo(Member.QUICK.limits().orderedBytesMax());
    }
  }

  @Test
  void peerThatFallsSilentIsGivenUp() throws Exception {
    byte[] welcome = Callee.answer(Verdict.WELCOME, "blue", "b");
    try (var a = new Member("a", Member.IMPATIENT);
        var b = new Callee(welcome)) {
      a.transport.addPeer("b", b.address());
      a.awaitCount(Counter.SILENT, 2);
      a.awaitCount(Counter.CONNECTED, 3);
    }
  }

  @Test
  void welcomeBySomebodyElseCountsForNothing() throws Exception {
    byte[] welcome = Callee.answer(Verdict.WELCOME, "blue", "c");
    try (var a = new Member("a");
        var c = new Callee(welcome)) {
      a.transport.addPeer("b", c.address());
      a.awaitCount(Counter.CONNECT_FAILED, 3);
      assertThat(a.isConnected("b")).isFalse();
    }
  }

  /// Or what a dead process sent last could arrive after what its next life sends.
  @Test
  void newConnectionOfAMemberEndsItsOldOne() throws Exception {
    try (var a = new Member("a");
        var old = new Caller(a.address);
        var young = new Caller(a.address)) {
      a.transport.addPeer("b", Member.loopback(1));
      old.say(Caller.hello("b", "a"));
      old.hear();
      young.say(Caller.hello("b", "a"));
      assertThat(young.hear().verdict()).isEqualTo(Verdict.WELCOME);
      old.awaitEnd();
      young.say(Caller.frame(new byte[] {'y'}));
      assertThat(a.next()).isEqualTo(new Heard("b", Lane.ORDERED, "y"));
    }
  }

  private static Member again(Member before) throws IOException {
    return new Member(
        new PeerIdentity("blue", "b"), before.address, Member.QUICK, Optional.empty());
  }
}
