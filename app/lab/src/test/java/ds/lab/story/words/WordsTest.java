package ds.lab.story.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WordsTest {

  private enum Clock {
    ELECTION
  }

  private record RetryTimer(int attempt) {}

  private record Term(long number) {}

  private record Vote(Term term, boolean granted, Optional<String> leader) {}

  private record Wrapped(Object message) {}

  private record Log(List<Integer> entries) {}

  private record BecameLeader(Term term) {}

  private record Stopped() {}

  private record Note(String text) {}

  @Test
  @DisplayName("a record is said without brackets, equals signs and repetitions")
  void records() {
    assertThat(Words.of(new Vote(new Term(4), true, Optional.empty())))
        .isEqualTo("Vote(term 4, granted, no leader)");
    assertThat(Words.of(new Vote(new Term(4), false, Optional.of("s1"))))
        .isEqualTo("Vote(term 4, not granted, leader s1)");
    assertThat(Words.of(new Stopped())).isEqualTo("Stopped");
  }

  @Test
  @DisplayName("what only wraps a message falls away")
  void wrappers() {
    assertThat(Words.of(new Wrapped(new Wrapped(new Term(4))))).isEqualTo("Term(number 4)");
    assertThat(Words.kind(new Wrapped(new Term(4)))).isEqualTo("Term");
  }

  @Test
  @DisplayName("long lists and long texts are cut")
  void length() {
    assertThat(Words.of(new Log(IntStream.range(0, 50).boxed().toList())))
        .isEqualTo("Log(entries [0, 1, 2, … 50 in all])");
    assertThat(Words.of(new Note("x".repeat(500)))).hasSize(120).endsWith("…");
  }

  @Test
  @DisplayName("facts and timers are phrases")
  void phrases() {
    assertThat(Words.phrase(new BecameLeader(new Term(4)))).isEqualTo("became leader (term 4)");
    assertThat(Words.phrase(new Stopped())).isEqualTo("stopped");
    assertThat(Words.name(Clock.ELECTION, "timer")).isEqualTo("election timer");
    assertThat(Words.name(new RetryTimer(3), "timer")).isEqualTo("retry timer (attempt 3)");
  }

  @Test
  @DisplayName("what does not read like a record stays as it is")
  void anythingElse() {
    for (String text : List.of("", "[", "a]", "A[b", "A[=]", "A[b=]c", "x, y", "A[b=[1, 2]", "é")) {
      assertThat(Words.of(text)).isEqualTo(text);
    }
    assertThat(Words.of(new Note("a, b=c]"))).isEqualTo("Note[text=a, b=c]]");
    assertThat(Words.of(new Note("see [1] (p. 3)"))).isEqualTo("Note(text see [1] (p. 3))");
  }
}
