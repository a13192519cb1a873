package ds.runtime.contract;

import static ds.runtime.contract.Actor.all;
import static ds.runtime.contract.Actor.note;
import static ds.runtime.contract.Actor.say;
import static ds.runtime.contract.Actor.write;
import static ds.runtime.contract.WorldUnderTest.A;
import static ds.runtime.contract.WorldUnderTest.B;
import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import java.util.ArrayList;
import java.util.List;

/// What is promised of messages. An order is not: nodes must live with none.
final class NetworkContract {

  static final List<Behaviour> BEHAVIOURS =
      List.of(
          Behaviour.ofTwo("on a good day all arrives once, whole", NetworkContract::allOnce),
          Behaviour.ofTwo("a message says from whom it is", NetworkContract::fromWhom),
          Behaviour.ofTwo("a message may be large", NetworkContract::large),
          Behaviour.ofOne("a message to oneself arrives after the step", NetworkContract::oneself),
          Behaviour.ofTwo("a message to nobody is lost, and no more", NetworkContract::nobody),
          Behaviour.ofTwo("what arrives was sent, whoever crashes", NetworkContract::sentBefore),
          Behaviour.ofTwo("a peer that restarts is heard again", NetworkContract::heardAgain));

  static final List<Behaviour> WITH_BAD_DISKS =
      List.of(Behaviour.ofTwo("what a crash finds waiting never leaves", NetworkContract::waiting));

  private static final int MANY = 200;

  /// Each takes some milliseconds: far more than a connection needs to come back.
  private static final int TRIES_MAX = 3_000;

  private NetworkContract() {}

  private static void allOnce(WorldUnderTest world) {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      world.tell(A, say(B, "" + i));
      sent.add("a: " + i);
    }
    world.await(B, "all that was sent", notes -> notes.size() > MANY);
    world.linger(B);
    assertThat(world.texts(B).stream().filter(it -> it.startsWith("a: ")))
        .containsExactlyInAnyOrderElementsOf(sent);
  }

  private static void fromWhom(WorldUnderTest world) {
    world.tell(A, say(B, "from a"));
    world.tell(B, say(A, "from b"));
    world.tell(B, say(B, "from b"));
    world.await(B, "a: from a");
    world.await(A, "b: from b");
    world.await(B, "b: from b");
  }

  private static void large(WorldUnderTest world) {
    String text = "large ".repeat(500_000);
    world.tell(A, say(B, text));
    world.await(B, "a: " + text);
  }

  private static void oneself(WorldUnderTest world) {
    world.tell(A, all(say(A, "hello"), note("the end of the step")));
    world.await(A, "a: hello");
    assertThat(world.texts(A)).containsExactly("started []", "the end of the step", "a: hello");
  }

  private static void nobody(WorldUnderTest world) {
    world.tell(A, all(say(new NodeId("nobody"), "hello"), say(B, "hello")));
    world.await(B, "a: hello");
    world.linger(A);
    assertThat(world.texts(A)).hasSize(2);
  }

  private static void sentBefore(WorldUnderTest world) throws Exception {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      if (i == MANY / 3) {
        world.crash(B);
      }
      if (i == MANY * 2 / 3) {
        world.recovered(B);
      }
      world.tell(A, say(B, "" + i));
      sent.add("a: " + i);
    }
    world.linger(B);
    List<String> arrived =
        world.texts(B).stream()
            .filter(it -> !it.startsWith("started") && !it.startsWith("bell"))
            .toList();
    assertThat(arrived).isSubsetOf(sent).doesNotHaveDuplicates();
  }

  private static void heardAgain(WorldUnderTest world) throws Exception {
    for (int life = 1; life <= 3; life++) {
      world.crash(B);
      world.tell(A, say(B, "lost"));
      world.recovered(B);
      sendUntilHeard(world, A, B, "to life " + life);
      sendUntilHeard(world, B, A, "from life " + life);
    }
  }

  private static void sendUntilHeard(WorldUnderTest world, NodeId from, NodeId to, String text) {
    for (int tries = 0; !world.texts(to).contains(from + ": " + text); tries++) {
      assertThat(tries).as("tries of %s", text).isLessThan(TRIES_MAX);
      world.tell(from, say(to, text));
      world.linger(from);
    }
  }

  private static void waiting(WorldUnderTest world) throws Exception {
    world.stall(A);
    world.tell(A, all(write("1"), say(B, "behind"), say(A, "behind")));
    world.crash(A);
    world.recovered(A);
    sendUntilHeard(world, A, B, "again");
    world.linger(B);
    assertThat(world.texts(A)).doesNotContain("a: behind");
    assertThat(world.texts(B)).doesNotContain("a: behind");
  }
}
