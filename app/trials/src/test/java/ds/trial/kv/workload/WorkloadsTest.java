package ds.trial.kv.workload;

import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.kv.judge.HistoryJudge;
import ds.trial.kv.judge.Judgement;
import ds.trial.kv.judge.Moments;
import ds.trial.kv.judge.Ruling;
import ds.trial.kv.stage.Court;
import ds.trial.kv.stage.Pulse;
import ds.trial.kv.stage.Rounds;
import ds.trial.kv.stage.Settings;
import ds.trial.kv.stage.Stage;
import ds.trial.kv.workload.FakeStore.Lie;
import ds.trial.kv.workload.RegisterPlayer.Habit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The clients at a server that keeps every promise, or breaks one: from the call to the witness.
class WorkloadsTest {

  private static final int PLAYS = 110;

  private final Settings settings = new Settings(11, 1, Duration.ZERO, Duration.ofSeconds(60));
  private final Pulse pulse = new Pulse(System.nanoTime());
  private final Court court = Court.of(new Moments(pulse.begin()));

  @Test
  void anHonestServerIsNotBlamed() {
    try (var server = new FakeServer(Lie.NONE)) {
      assertThat(keys(server, 1, Habit.REGISTER, court.registers())).isEqualTo(new Ruling.Pass());
      assertThat(keys(server, 1, Habit.SWAP, court.swaps())).isEqualTo(new Ruling.Pass());
      assertThat(keys(server, 4, Habit.TRANSACTION, court.transactions()))
          .isEqualTo(new Ruling.Pass());
      assertThat(court.revisions().judgement().ruling()).isEqualTo(new Ruling.Pass());
      assertThat(watched(server)).isEqualTo(new Ruling.Pass());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LOSE_A_WRITE, In the group",
    "STALE_READ, In the group",
  })
  void aRegisterThatForgetsIsCaught(Lie lie, String words) {
    try (var server = new FakeServer(lie)) {
      assertThat(witness(keys(server, 1, Habit.REGISTER, court.registers()))).contains(words);
    }
  }

  @Test
  void aSwapWithoutItsConditionIsCaught() {
    try (var server = new FakeServer(Lie.IGNORE_GUARDS)) {
      assertThat(witness(keys(server, 1, Habit.SWAP, court.swaps()))).contains("if ");
    }
  }

  @Test
  void halfATransactionIsCaught() {
    try (var server = new FakeServer(Lie.HALF_A_TRANSACTION)) {
      assertThat(witness(keys(server, 4, Habit.TRANSACTION, court.transactions())))
          .contains("In the group");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP_AN_EVENT", "DOUBLE_AN_EVENT", "SWAP_EVENTS", "PROGRESS_AHEAD"})
  void aWatchThatIsToldWrongIsCaught(Lie lie) {
    try (var server = new FakeServer(lie)) {
      keys(server, 1, Habit.REGISTER, court.registers());
      String words =
          switch (lie) {
            case DOUBLE_AN_EVENT -> "twice in revision 40";
            case PROGRESS_AHEAD -> "it was told of progress up to revision";
            default -> "has a gap";
          };
      assertThat(witness(watched(server))).contains(words);
    }
  }

  @Test
  void aLeaseThatEndsEarlyIsCaught() {
    try (var server = new FakeServer(Lie.EXPIRE_EARLY)) {
      Stage stage = stage(server);
      try (var player = new LeasePlayer(stage, stage.caller("l", 0), stage.random(0))) {
        player.play();
      }
      assertThat(witness(court.leases().judgement().ruling())).contains("ended early");
    }
  }

  @Test
  void aLockThatIsGivenTwiceIsCaught() throws InterruptedException {
    try (var server = new FakeServer(Lie.LOCK_TWICE)) {
      Stage stage = stage(server);
      stage.stop(); // nobody rests
      List<Thread> holders = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        var player =
            new LockPlayer(
                stage, stage.caller("k" + i, i), LockPlayer.Prize.LOCK, "x", stage.random(0));
        holders.add(
            Thread.ofVirtual()
                .start(() -> {
                  try (player) {
                    player.play();
                  }
                }));
      }
      for (Thread holder : holders) {
        holder.join();
      }
      assertThat(witness(court.locks().judgement().ruling()))
          .contains("Two clients held", "k0 (fence", "k1 (fence");
    }
  }

  private Stage stage(FakeServer server) {
    return new Stage(server.endpoints(), settings, pulse, court);
  }

  /// Two clients in turn, on one thread: the same calls each time.
  private Ruling keys(FakeServer server, int keys, Habit habit, HistoryJudge judge) {
    Stage stage = stage(server);
    var rounds = new Rounds(stage.root() + habit.reads() + "-", keys, judge::judge);
    try (var one =
            new RegisterPlayer(stage, stage.caller("r1", 0), rounds, habit, stage.random(1));
        var two =
            new RegisterPlayer(stage, stage.caller("r2", 0), rounds, habit, stage.random(2))) {
      for (int i = 0; i < PLAYS; i++) {
        one.play();
        two.play();
      }
    }
    return judge.judgement().ruling();
  }

  /// Two watches, from the beginning to the end of what the server has stored.
  private Ruling watched(FakeServer server) {
    long last = server.store().history().size();
    for (int i = 0; i < 2; i++) {
      var watch = court.watches().watch("w" + i, 1);
      Stage stage = stage(server);
      try (var player = new WatchPlayer(stage, stage.caller("w", i), watch, stage.random(i))) {
        Thread watcher = Thread.ofVirtual().start(player::play);
        while (watch.next() <= last && watcher.isAlive()) {
          stage.pause(Duration.ofMillis(5));
        }
        stage.stop();
        join(watcher);
      }
    }
    Judgement judgement = court.watches().judgement(OptionalLong.of(last));
    return judgement.ruling();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String witness(Ruling ruling) {
    assertThat(ruling).isInstanceOf(Ruling.Fail.class);
    return ((Ruling.Fail) ruling).witness();
  }
}
