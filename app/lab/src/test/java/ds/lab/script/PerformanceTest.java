package ds.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerformanceTest {

  @Test
  void aBlockPrintsWhatChanged() {
    assertPrints(
        """
        cluster 4
        ----
        s1..s4: number=0 thanks=0

        whisper s1 5 ; deliver s1->s3
        ----
        s1 s3: number=5 thanks=0

        deliver s3->s1
        ----
        s1: number=5 thanks=1

        whisper s1 4
        ----
        nothing changes
        """);
  }

  @Test
  void factsAndLossesAreTold() {
    assertPrints(
        """
        cluster 2
        disk s1 slow
        whisper s1 7 ; crash s1
        ----
        s1 is lucky
        s1 loses 1 writes that were not durable
        s1: down
        s2: number=0 thanks=0
        """);
  }

  @Test
  void nothingHappensByItself() {
    assertPrints(
        """
        cluster 2
        advance 10s ; timers ; inflight
        ----
        s1: GOSSIP in 0ms..0ms
        s2: GOSSIP in 0ms..0ms
        no message is under way
        s1 s2: number=0 thanks=0

        fire s1 GOSSIP ; timers s1 ; inflight
        ----
        s1: GOSSIP in 100ms..200ms
        s1->s2 Heard[number=0]
        """);
  }

  @Test
  void aFiredTimerHasTakenItsTime() {
    assertPrints(
        """
        cluster 2
        fire s1 ; timers
        ----
        s1: GOSSIP in 100ms..200ms
        s2: GOSSIP in 0ms..100ms
        s1 s2: number=0 thanks=0
        """);
  }

  @Test
  void messagesArriveInAnyOrderLessOrMoreThanOnce() {
    assertPrints(
        """
        cluster 2
        whisper s1 1 ; whisper s1 2 ; whisper s1 3
        inflight s1->s2
        ----
        s1->s2 Heard[number=1]
        s1->s2 Heard[number=2]
        s1->s2 Heard[number=3]
        s1: number=3 thanks=0
        s2: number=0 thanks=0

        deliver s1->s2 last ; drop s1->s2 Heard 1 ; duplicate s1->s2 ; inflight s1->s2
        ----
        s1->s2 Heard[number=2]
        s1->s2 Heard[number=2]
        s2: number=3 thanks=0

        # Both thank, and each number that was news went round.
        deliver s1<->s2
        ----
        s1: number=3 thanks=3
        s2: number=3 thanks=1
        """);
  }

  @Test
  void cutLinksLoseMessages() {
    assertPrints(
        """
        cluster 5
        partition s1 s2 | s3..s5
        whisper s1 5 ; deliver all
        ----
        s1 s2: number=5 thanks=1
        s3..s5: number=0 thanks=0

        heal ; cut s1->s3 ; isolate s5
        fire s1 ; deliver s1->* ; drop all
        ----
        lost: 2 of 4 messages
        s4: number=5 thanks=0
        """);
  }

  @Test
  void crashedAndPausedNodes() {
    assertPrints(
        """
        cluster 3
        whisper s2 5 ; drop all ; crash s2 ; pause s3 ; whisper s1 6 ; deliver s1->s2,s3
        ----
        lost: 1 of 2 messages
        s1: number=6 thanks=0
        s2: down
        s3: number=0 thanks=0 (paused)

        restart s2 ; resume s3
        ----
        s2: number=5 thanks=0
        s3: number=6 thanks=0
        """);
  }

  @Test
  void whatIsNotDurableIsLostInACrashAndNotSentBefore() {
    assertPrints(
        """
        cluster 2
        disk s1 slow
        whisper s1 1 ; whisper s1 2 ; whisper s1 3 ; inflight
        ----
        no message is under way
        s1: number=3 thanks=0
        s2: number=0 thanks=0

        crash s1 keep=2 ; restart s1
        ----
        s1 loses 1 writes that were not durable
        s1: number=2 thanks=0

        whisper s1 8 ; sync s1 ; inflight ; crash s1 ; restart s1
        ----
        s1->s2 Heard[number=8]
        s1: number=8 thanks=0
        """);
  }

  @Test
  void disksThatFail() {
    assertPrints(
        """
        cluster 4
        disk s1 full
        whisper s1 5
        ----
        s1 stops: its disk refuses a write (FULL)
        s1: down
        s2..s4: number=0 thanks=0

        disk s1 whole
        ----
        s1: number=0 thanks=0

        whisper s2 5 ; crash s2 ; restart s2
        ----
        s2: number=5 thanks=0

        crash s2 ; disk s2 lost ; restart s2
        ----
        s2: number=0 thanks=0

        whisper s3 5 ; crash s3 ; disk s3 rotten ; restart s3
        ----
        s3 does not start: a record of its disk is damaged
        s3: down
        """);
  }

  @Test
  void clocks() {
    assertPrints(
        """
        cluster 2
        drift s1 fast 500000 ; skew s2 -3s ; fire s1 ; timers
        ----
        s1: GOSSIP in 66.666ms..133.333ms
        s2: GOSSIP in 33.333ms..133.333ms
        s1 s2: number=0 thanks=0
        """);
  }

  @Test
  void aWrongExpectationIsToldLineByLineAndRewritten() {
    String wrong =
        """
        # A story.
        cluster 2
        ----
        s1 s2: number=0 thanks=0

        # Then s1 hears something.
        whisper s1 5
          deliver s1->s2
        ----
        s1: number=5 thanks=0
        s2: number=4 thanks=0

        # A block without an expectation gets one.
        whisper s2 9
        """;
    var differs = (Performance.Differs) play(wrong);
    assertThat(differs.difference())
        .isEqualTo(
            """
            a.txt:7: the block prints something else
                whisper s1 5
                  deliver s1->s2
                ----
              - s1: number=5 thanks=0
              - s2: number=4 thanks=0
              + s1 s2: number=5 thanks=0

            a.txt:14: the block prints something else
                whisper s2 9
                ----
              + s2: number=9 thanks=0
            """);
    String right =
        wrong.replace(
                "s1: number=5 thanks=0\ns2: number=4 thanks=0\n", "s1 s2: number=5 thanks=0\n")
            + "----\ns2: number=9 thanks=0\n";
    assertThat(differs.rewritten()).isEqualTo(right);
    assertThat(play(right)).isEqualTo(new Performance.Passed(3));
  }

  @Test
  void aBrokenPropertyFailsEvenIfNothingElseDiffers() {
    var failed = (Performance.Failed) play("cluster 2 limit=5\n\nwhisper s1 5\nwhisper s1 6");
    assertThat(failed.why())
        .startsWith("a.txt:4: VIOLATED: modesty: s1 exaggerates\n")
        .contains("  + VIOLATED: modesty: s1 exaggerates\n");
  }

  @Test
  void aBrokenPropertyThatTheAuthorWroteDownIsAStoryOfItsOwn() {
    String text =
        """
        cluster 1 limit=5
        whisper s1 6
        ----
        s1: number=6 thanks=0
        VIOLATED: modesty: s1 exaggerates
        """;
    assertThat(play(text)).isEqualTo(new Performance.Passed(1));
    assertThat(play(text + "\nshow\n----\ns1: number=6 thanks=0\n"))
        .isEqualTo(
            new Performance.Malformed(
                "a.txt:7: found more commands; expected the end after a broken promise"));
    assertThat(play(text.replace("limit=5", "limit=6"))).isInstanceOf(Performance.Differs.class);
  }

  @Test
  void aNodeThatFailsIsToldInOneLine() {
    var failed = (Performance.Failed) play("cluster 1\nwhisper s1 99");
    assertThat(failed.why()).startsWith("a.txt:2: FAILED: s1 failed on Received").contains("taboo");
  }

  @Test
  void linesMayEndAsOnAnotherSystem() {
    assertThat(play("# A story.\r\ncluster 1\r\n----\r\ns1: number=0 thanks=0\r\n"))
        .isEqualTo(new Performance.Passed(1));
  }

  @Test
  void observersSeeEveryStep() {
    List<Step<RumourLanguage.Rumour>> steps = new ArrayList<>();
    Performance.of(
        "a.txt",
        "cluster 2\nwhisper s1 5\ndeliver s1<->s2",
        new RumourLanguage().play((world, step) -> steps.add(step)));
    assertThat(steps).hasSize(7);
  }

  private static void assertPrints(String text) {
    switch (play(text)) {
      case Performance.Passed _ -> {}
      case Performance.Differs(var difference, var _) -> assertThat(difference).isEmpty();
      case Performance.Malformed(var why) -> assertThat(why).isEmpty();
      case Performance.Failed(var why) -> assertThat(why).isEmpty();
    }
  }

  private static Performance play(String text) {
    return Performance.of("a.txt", text, new RumourLanguage());
  }
}
