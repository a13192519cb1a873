package ds.scenario.script;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.chance.Draws;
import ds.lab.script.Language;
import ds.lab.script.Performance;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Protocols' own commands, too, do what they are told or say why not, in any order. And whatever
/// they are told, the protocol keeps its promises: a disk that forgets is not among the words.
class HostileVerbsTest {

  private static final List<String> WORDS =
      List.of(
          "ballot s1",
          "ballot s2",
          "elect s1",
          "elect s2",
          "elect s3",
          "elect s4",
          "propose s1 x",
          "propose s2 y z",
          "read s1",
          "read s2",
          "transfer s1 to s2",
          "transfer s2 s3",
          "add s1 s4",
          "promote s1 s4",
          "remove s1 s2",
          "remove s2 s1",
          "replace s1 s1 s2 s4",
          "replace s1",
          "deliver all",
          "deliver s1->s2",
          "deliver s2<->s1",
          "deliver *->s1 last",
          "drop all",
          "duplicate s1->s2",
          "crash s1",
          "crash s2 keep=1",
          "restart s1",
          "restart s2",
          "pause s1",
          "resume s1",
          "fire s1",
          "fire s2",
          "fire s1 HEARTBEAT",
          "fire s1 QUORUM",
          "fire s2 ELECTION",
          "disk s1 slow",
          "disk s1 fast",
          "disk s2 full",
          "disk s2 whole",
          "sync s1",
          "partition s1 s2 | s3 s4",
          "heal",
          "isolate s1",
          "cut s2->s1",
          "advance 300ms",
          "skew s1 -5s",
          "drift s2 fast 1000",
          "inflight",
          "timers",
          "show");

  @Test
  void noOrderOfCommandsBreaksRaft() {
    play(Languages.named("raft").orElseThrow(), "cluster 3 spares=1 snapshot=2\n", 900);
  }

  @Test
  void noOrderOfCommandsBreaksPaxos() {
    play(Languages.named("paxos").orElseThrow(), "cluster 4\n", 300);
  }

  /// A command that does not fit ends a play, so each begins again with those that did.
  private static void play(Language language, String cluster, int runs) {
    Draws draws = new Draws(7);
    String text = cluster;
    for (int run = 0; run < runs; run++) {
      if (run % 50 == 0) {
        text = cluster;
      }
      String longer = text + WORDS.get((int) draws.below(WORDS.size())) + "\n";
      Performance performance = Performance.of("a.txt", longer, language);
      assertThat(performance).isNotInstanceOf(Performance.Failed.class);
      if (!(performance instanceof Performance.Malformed)) {
        text = longer;
      }
    }
  }
}
