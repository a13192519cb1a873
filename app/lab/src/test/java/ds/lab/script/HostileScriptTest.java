package ds.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.chance.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// No text harms its reader: each is played, or refused with its line, what was found and what is
/// expected.
class HostileScriptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          crsh s1             @ unknown command 'crsh'; expected show, timers, fire, crash, restart
          crsh s1             @ did you mean 'crash'?
          crash s4            @ unknown node 's4'; expected s1, s2, s3; did you mean 's1'?
          crash s1..s9        @ unknown node 's9'
          crash               @ the command ends where a node is expected; usage: crash NODES
          crash s1 keep=x     @ found 'x'; expected keep from 0 to 1000000
          crash s1 kep=1      @ unknown option 'kep='; expected keep=; did you mean 'keep='?
          crash s1 ; crash s1 @ s1 is down
          crash s1 ; fire s1  @ s1 is down
          restart s1          @ s1 is not down
          resume s1           @ s1 is not paused
          sync s1             @ s1 has nothing to write
          fire s1 GOSIP       @ unknown timer 'GOSIP'; expected GOSSIP; did you mean 'GOSSIP'?
          deliver s1          @ found 's1'; expected a link such as s1->s2
          deliver s1->s2      @ no message is under way there
          deliver s1<->s2     @ no message is under way there
          deliver ->s2        @ found '->s2'; expected a link such as s1->s2
          deliver s1->        @ unknown node ''; expected s1, s2, s3
          partition s1 s2 s3  @ found one group of nodes
          partition s1 |      @ the command ends where a node is expected
          disk s1 brocken     @ did you mean 'broken'?
          advance 5           @ found '5'; expected a time such as 200ms, at most a day
          advance 99999999s   @ found '99999999s'; expected a time
          advance 9999999999s @ found '9999999999s'; expected a time
          advance -5ms        @ found '-5ms'; expected a time
          skew s1 5h          @ found '5h'; expected a time
          drift s1 fast 600000 @ found '600000'; expected parts per million from 1 to 500000
          heal now            @ found 'now'; expected the end of: heal
          cluster 3           @ unknown command 'cluster'
          whisper s1 5 ; deliver s1->s2 T @ unknown message under way there 'T'; expected Heard
          whisper s1 5 ; deliver s1->s2 2     @ found 2; expected at most the number of messages
          whisper s1 5 ; deliver s1->s2 0     @ found '0'; expected a count from 1 to 1000
          """)
  void aMistakeIsTold(String command, String told) {
    assertThat(failure("cluster 3\n----\n\n# Prose.\n" + command))
        .startsWith("a.txt:5: ")
        .contains(told);
  }

  @Test
  void aScriptBeginsWithItsCluster() {
    assertThat(failure("show"))
        .startsWith("a.txt:1: found 'show'; expected a script to begin with");
    assertThat(failure("cluster")).contains("the command ends where a number of servers");
    assertThat(failure("cluster 0")).contains("from 1 to 99");
    assertThat(failure("cluster 100000000000000")).contains("from 1 to 99");
    assertThat(failure("cluster 3 limt=5")).contains("did you mean 'limit='?");
    assertThat(failure("cluster 3 mood=angry")).contains("expected merry, sad");
    assertThat(failure("cluster 3 limit=0")).contains("expected limit from 1 to 1000000");
    assertThat(failure("\n\n----\ns1")).startsWith("a.txt:3: found '----'; expected commands");
    assertThat(failure("; ; ;")).contains("expected commands");
  }

  @Test
  void everythingHasABound() {
    assertThat(failure("x".repeat(300_000))).contains("longer than 262144 characters");
    assertThat(failure("cluster 1\n" + "heal\n".repeat(2_001))).contains("at most 2000 commands");
    assertThat(failure("cluster" + " 1".repeat(65))).contains("at most 64 words");
    assertThat(failure("cluster " + "1".repeat(201))).contains("at most 200 characters");
    assertThat(failure("cluster 1\u0007")).contains("found character 7 in a command");
    assertThat(failure("cluster 3\n" + "fire s1;".repeat(300) + "\ninflight"))
        .contains("a block prints at most 500 lines");
    assertThat(failure("cluster 3\n" + "fire s1;".repeat(9) + "duplicate s1->s2;".repeat(20)))
        .contains("more than 10000 messages are under way");
    assertThat(failure("cluster 1\n" + "advance 86400s\n".repeat(1_999))).isEmpty();
  }

  /// Any mixture of words, some of which fit together.
  @Test
  void noMixtureOfWordsEscapes() {
    List<String> words =
        List.of(
            "cluster",
            "3",
            "whisper",
            "s1",
            "s2",
            "s3",
            "all",
            "deliver",
            "drop",
            "duplicate",
            "last",
            "->",
            "s1->s2",
            "s2<->s3",
            "*->s1",
            "|",
            "partition",
            "heal",
            "isolate",
            "cut",
            "crash",
            "restart",
            "pause",
            "resume",
            "fire",
            "GOSSIP",
            "disk",
            "slow",
            "fast",
            "full",
            "whole",
            "lost",
            "rotten",
            "sync",
            "advance",
            "1ms",
            "skew",
            "+1s",
            "drift",
            "keep=1",
            "=",
            "-",
            "..",
            "s1..s3",
            "show",
            "timers",
            "inflight",
            "99",
            ";",
            "\n",
            "\n\n",
            "\n----\n",
            "#",
            "\t",
            "\r\n",
            "é",
            "\u0000");
    Draws draws = new Draws(1);
    for (int run = 0; run < 3_000; run++) {
      StringBuilder text = new StringBuilder("cluster 3\nwhisper s1 1\n");
      for (long length = draws.below(30); length > 0; length--) {
        text.append(words.get((int) draws.below(words.size()))).append(' ');
      }
      assertThat(play(text.toString())).isNotNull();
    }
  }

  /// @return what is wrong with the script; empty if nothing is
  private static String failure(String text) {
    return play(text) instanceof Performance.Malformed(var why) ? why : "";
  }

  private static Performance play(String text) {
    return Performance.of("a.txt", text, new RumourLanguage());
  }
}
