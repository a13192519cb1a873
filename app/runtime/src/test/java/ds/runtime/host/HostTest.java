package ds.runtime.host;

import static ds.core.Context.MILLISECOND;
import static ds.runtime.host.Stage.ACTOR;
import static ds.runtime.host.Stage.AUDIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.Context;
import ds.core.Durable;
import ds.runtime.codec.ByteWriter;
import ds.runtime.codec.Codec;
import ds.runtime.file.FaultyStorage;
import ds.runtime.host.Stage.Bell;
import ds.runtime.host.Stage.Cue;
import ds.runtime.host.Stage.Line;
import ds.runtime.host.Stage.Said;
import ds.runtime.host.Stage.Word;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What [Context] promises, on real threads and a disk that is as bad as a disk may be.
class HostTest {

  private static Consumer<Context<Word>> say(String text) {
    return context -> context.send(AUDIENCE, new Said(text));
  }

  private static Consumer<Context<Word>> write(String text) {
    return context -> context.persist(new Line(text));
  }

  @Test
  void aRestartFindsWhatWasPersisted() throws Exception {
    var storage = new FaultyStorage();
    try (var stage = new Stage(storage)) {
      assertThat(stage.next()).isEqualTo("started []");
      stage.cue(write("a").andThen(write("b")).andThen(say("written")));
      assertThat(stage.next()).isEqualTo("written");
    }
    try (var stage = new Stage(storage.crash(new Random(1)))) {
      assertThat(stage.next()).isEqualTo("started [a, b]");
    }
  }

  @Test
  void nothingSentBehindARecordLeavesBeforeItIsDurable() throws Exception {
    try (var stage = new Stage(new FaultyStorage())) {
      stage.next();
      stage.storage.stall();
      stage.cue(say("before").andThen(write("a")).andThen(say("behind")));
      stage.cue(say("a later step"));
      assertThat(stage.next()).isEqualTo("before");
      stage.cue(_ -> stage.heard.add("the loop goes on"));
      assertThat(stage.next()).isEqualTo("the loop goes on");
      stage.storage.resume();
      assertThat(stage.next()).isEqualTo("behind");
      assertThat(stage.next()).isEqualTo("a later step");
    }
  }

  @Test
  void aMessageToOneselfWaitsForTheRecordBeforeIt() throws Exception {
    try (var stage = new Stage(new FaultyStorage())) {
      stage.next();
      stage.storage.stall();
      stage.cue(write("a").andThen(context -> context.send(ACTOR, new Said("stored"))));
      stage.cue(_ -> stage.heard.add("the loop goes on"));
      assertThat(stage.next()).isEqualTo("the loop goes on");
      stage.storage.resume();
      assertThat(stage.next()).isEqualTo("actor said stored");
    }
  }

  @Test
  void aCheckpointReplacesAllButTheRecordsThatItKeeps() throws Exception {
    var storage = new FaultyStorage();
    try (var stage = new Stage(storage)) {
      stage.next();
      stage.cue(write("a").andThen(write("b")).andThen(write("c")));
      stage.cue(context -> context.checkpoint(List.of(new Line("ab")), 1));
      stage.cue(write("d").andThen(say("written")));
      assertThat(stage.next()).isEqualTo("written");
    }
    try (var stage = new Stage(storage.crash(new Random(1)))) {
      assertThat(stage.next()).isEqualTo("started [ab, c, d]");
    }
  }

  @Test
  void whatIsPersistedBehindACheckpointIsNotThereWithoutIt() throws Exception {
    var storage = new FaultyStorage();
    var pulling = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (var stage = new Stage(storage)) {
      stage.next();
      stage.cue(write("a").andThen(say("written")));
      assertThat(stage.next()).isEqualTo("written");
      stage.cue(context -> context.checkpoint(() -> waiting(pulling, goOn), 0));
      stage.cue(write("y").andThen(say("behind")));
      pulling.await();
      stage.cue(_ -> stage.heard.add("the loop goes on"));
      assertThat(stage.next()).isEqualTo("the loop goes on");
      stage.writeForAnother();
      for (int seed = 0; seed < 50; seed++) {
        try (var after = new Stage(storage.copy().crash(new Random(seed)))) {
          assertThat(after.next()).isEqualTo("started [a]");
        }
      }
      goOn.countDown();
      assertThat(stage.next()).isEqualTo("behind");
    } finally {
      goOn.countDown();
    }
    try (var stage = new Stage(storage.crash(new Random(1)))) {
      assertThat(stage.next()).isEqualTo("started [x, y]");
    }
  }

  /// Pieces that take their time, on the thread that pulls them.
  private static Iterator<Durable> waiting(CountDownLatch pulling, CountDownLatch goOn) {
    return Stream.of("x")
        .<Durable>map(text -> {
          pulling.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a checkpoint", e);
          }
          return new Line(text);
        })
        .iterator();
  }

  @Test
  void nobodyWaitsForACompaction() throws Exception {
    var storage = new FaultyStorage();
    try (var stage = new Stage(storage)) {
      stage.next();
      stage.cue(write("a").andThen(write("b")).andThen(say("written")));
      assertThat(stage.next()).isEqualTo("written");
      storage.stall();
      stage.cue(context -> context.compact(List.of(new Line("ab")), 0));
      stage.cue(say("at once"));
      assertThat(stage.next()).isEqualTo("at once");
      storage.resume();
      stage.cue(write("c").andThen(say("written")));
      assertThat(stage.next()).isEqualTo("written");
      for (int seed = 0; seed < 100; seed++) {
        try (var after = new Stage(storage.copy().crash(new Random(seed)))) {
          assertThat(after.next()).isIn("started [a, b, c]", "started [ab, c]");
        }
      }
    }
  }

  @Test
  void timersAreReplacedAndDisarmed() throws Exception {
    try (var stage = new Stage(new FaultyStorage())) {
      stage.next();
      stage.cue(context -> {
        context.arm(new Bell("first"), 0, 0);
        context.arm(new Bell("replaced"), 0, 0);
        context.arm(new Bell("replaced"), 50 * MILLISECOND, 50 * MILLISECOND);
        context.arm(new Bell("disarmed"), 0, 0);
        context.disarm(new Bell("disarmed"));
        context.arm(new Bell("last"), 51 * MILLISECOND, 51 * MILLISECOND);
      });
      assertThat(stage.next()).isEqualTo("bell first");
      assertThat(stage.next()).isEqualTo("bell replaced");
      assertThat(stage.next()).isEqualTo("bell last");
    }
  }

  @Test
  void aNodeThatThrowsIsStopped() throws Exception {
    try (var stage = new Stage(new FaultyStorage())) {
      stage.next();
      stage.cue(context -> {
        context.arm(new Bell("never"), 0, 0);
        throw new IllegalStateException("broken on purpose");
      });
      assertThat(stage.failure()).isEqualTo("actor broken on purpose");
      stage.cue(say("never heard"));
      assertThat(stage.heard).isEmpty();
    }
  }

  @Test
  void nothingIsSaidAfterTheDiskHasFailed() throws Exception {
    var storage = new FaultyStorage();
    try (var stage = new Stage(storage)) {
      stage.next();
      storage.failForceAfter(0);
      stage.cue(write("a").andThen(say("never heard")));
      assertThat(stage.failure()).startsWith("disk ");
      assertThat(stage.heard).isEmpty();
    }
  }

  @Test
  void whatIsNoMessageHarmsNobody() throws Exception {
    try (var stage = new Stage(new FaultyStorage())) {
      stage.next();
      var random = new Random(1);
      for (int i = 0; i < 10_000; i++) {
        var frame = new ByteWriter();
        if (random.nextBoolean()) {
          frame.writeString(random.nextBoolean() ? "actor" : "nobody");
        }
        byte[] noise = new byte[random.nextInt(40)];
        random.nextBytes(noise);
        frame.append(noise, 0, noise.length);
        stage.host.received("peer", frame.array(), 0, frame.length());
      }
      assertThat(stage.host.metrics().malformed()).isPositive();
      stage.cue(context -> context.send(AUDIENCE, new Said("still here")));
      assertThat(stage.heard.stream()).noneMatch(text -> text.startsWith("audience"));
      String last = stage.next();
      while (last.startsWith("peer said")) { // noise may happen to be a message
        last = stage.next();
      }
      assertThat(last).isEqualTo("still here");
    }
  }

  @Test
  void aPeerReachesNoPort() throws Exception {
    try (var stage = new Stage(new FaultyStorage())) {
      stage.next();
      var frame = new ByteWriter();
      frame.writeString("audience");
      stage.host.received("peer", frame.array(), 0, frame.length());
      assertThat(stage.host.metrics().malformed()).isEqualTo(1);
      assertThat(stage.heard).isEmpty();
    }
  }

  @Test
  void aFunnelGathersWhatComesTogetherAndRefusesWhatIsTooMuch() throws Exception {
    try (var stage = new Stage(new FaultyStorage())) {
      stage.next();
      Funnel<String> funnel =
          stage.actor.funnel(
              AUDIENCE, texts -> new Cue(say(texts.size() + " of " + texts.getFirst())));
      var gate = new Object();
      synchronized (gate) {
        stage.cue(_ -> {
          stage.heard.add("busy");
          synchronized (gate) {
            stage.heard.add("free");
          }
        });
        assertThat(stage.next()).isEqualTo("busy");
        int taken = 0;
        while (funnel.offer("them")) {
          taken++;
        }
        assertThat(taken).isEqualTo(HostSettings.DEFAULT.callsMax());
      }
      assertThat(stage.next()).isEqualTo("free");
      assertThat(stage.next()).isEqualTo("256 of them");
    }
  }

  @Test
  void aNodeWhoseDiskIsFarBehindIsGivenNoNewWork() throws Exception {
    try (var stage = new Stage(new FaultyStorage())) {
      stage.next();
      Funnel<String> funnel = stage.actor.funnel(AUDIENCE, texts -> new Cue(say(texts.getFirst())));
      stage.storage.stall();
      stage.cue(context -> {
        for (int i = 0; i < 10; i++) {
          context.persist(new Line("x".repeat(10_000)));
        }
        stage.heard.add("written");
      });
      assertThat(stage.next()).isEqualTo("written");
      assertThat(funnel.offer("refused")).isFalse();
      stage.host.received("peer", message("lost"), 0, message("lost").length);
      assertThat(stage.host.metrics().dropped()).isEqualTo(1);
      stage.storage.resume();
      stage.cue(say("durable"));
      assertThat(stage.next()).isEqualTo("durable");
      stage.writeForAnother();
      stage.host.received("peer", message("heard"), 0, message("heard").length);
      assertThat(stage.next()).isEqualTo("peer said heard");
      assertThat(funnel.offer("taken")).isTrue();
      assertThat(stage.next()).isEqualTo("taken");
    }
  }

  private static byte[] message(String text) {
    var frame = new ByteWriter();
    frame.writeString("actor");
    Codec.of(Said.class).encode(new Said(text), frame);
    return frame.toByteArray();
  }

  @Test
  void twoNodesOfOneNameAreRefused() throws Exception {
    try (var stage = new Stage(new FaultyStorage())) {
      stage.next();
      assertThatThrownBy(() -> stage.host.open(ACTOR, (_, _) -> {}))
          .hasMessageContaining("actor is taken");
    }
  }
}
