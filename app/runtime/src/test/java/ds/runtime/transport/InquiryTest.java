package ds.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.transport.Inquiry.Known;
import ds.runtime.transport.wire.Greeting.Answer;
import ds.runtime.transport.wire.Verdict;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who one is that comes from an address.
class InquiryTest {

  private final InetSocketAddress place = InetSocketAddress.createUnresolved("127.0.0.1", 9);
  private Member a;

  @BeforeEach
  void start() throws Exception {
    a = new Member("a");
  }

  @AfterEach
  void close() {
    a.close();
  }

  private Known answer() throws Exception {
    try (var inquiry = new Inquiry(place, Member.QUICK, Optional.empty())) {
      return inquiry.ask(a.address).orElseThrow();
    }
  }

  @Test
  void onesOwnNameIsToldToWhoComesFromThePeersAddress() throws Exception {
    a.transport.addPeer("b", place);
    assertThat(answer()).isEqualTo(new Known("blue", "a", Optional.of("b"), false));
  }

  @Test
  void oneThatWasStartedBeforeIsToldSo() throws Exception {
    a.transport.addPeer("b", place);
    a.started.add("b");
    assertThat(answer()).isEqualTo(new Known("blue", "a", Optional.of("b"), true));
  }

  @Test
  void allAreAskedAndThoseThatAnswerAreHeard() throws Exception {
    try (var b = new Member("b");
        var inquiry = new Inquiry(place, Member.QUICK, Optional.empty())) {
      var nobody = Member.loopback(1);
      assertThat(inquiry.ask(List.of(nobody, a.address, b.address)))
          .extracting(Known::member)
          .containsExactly("a", "b");
    }
  }

  @Test
  void anAnswerOfAVersionBeforeSaysNothingOfStarts() {
    byte[] bytes = new Answer(Verdict.OTHER_CLUSTER, "blue", "a", "b", true).encode();
    assertThat(Answer.decode(bytes, 0, bytes.length))
        .hasValueSatisfying(it -> assertThat(it.hasStarted()).isTrue());
    assertThat(Answer.decode(bytes, 0, bytes.length - 1))
        .hasValueSatisfying(it -> assertThat(it.hasStarted()).isFalse());
  }

  @Test
  void nobodyIsToldTheNameOfOneThatLeaves() throws Exception {
    a.transport.addPeer("b", place);
    a.leaving.add("b");
    assertThat(answer().caller()).isEmpty();
  }

  @Test
  void whoComesInThePlaceOfOneThatLeavesIsTheOther() throws Exception {
    for (String leaving : new String[] {"b", "c"}) {
      a.transport.addPeer("b", place);
      a.transport.addPeer("c", place);
      a.leaving.clear();
      a.leaving.add(leaving);
      assertThat(answer().caller()).contains(leaving.equals("b") ? "c" : "b");
    }
  }
}
