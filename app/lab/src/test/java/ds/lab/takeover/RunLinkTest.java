package ds.lab.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.lab.script.stage.Mistake;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunLinkTest {

  @Test
  @DisplayName("a link read and printed is the same link")
  void roundTrip() {
    String text = "raft?seed=42&servers=7&at=120&do=118:crash+s1;120:fire+s2+Retry[id=1]";
    RunLink link = RunLink.parse(text);
    assertThat(link.choices())
        .containsExactly(new Choice(118, "crash s1"), new Choice(120, "fire s2 Retry[id=1]"));
    assertThat(link).hasToString(text);
    assertThat(RunLink.parse(RunLink.of("a b&c", 1).toString()).scenario()).isEqualTo("a b&c");
  }

  @Test
  @DisplayName("what is as usual is left out, and a whole address is taken")
  void shortForms() {
    assertThat(RunLink.parse("http://localhost:80/run.html#raft"))
        .isEqualTo(new RunLink("raft", RunLink.USUAL, 1, 0, List.of()));
    assertThat(RunLink.of("raft", 1)).hasToString("raft?seed=1");
    assertThat(RunLink.parse("raft?servers=250").servers()).isEqualTo(250);
  }

  @Test
  @DisplayName("a mistake says what was found and what is expected")
  void mistakes() {
    refused("?seed=1", "names no scenario");
    refused("raft?seed=-1", "found '-1'; expected a seed");
    refused("raft?sed=1", "did you mean 'seed'?");
    refused("raft?at=100001", "found at=100001");
    refused("raft?servers=251", "found servers=251; expected 1 to 250");
    refused("raft?servers=4294967299", "found servers=4294967299; expected");
    refused("raft?servers=0", "found servers=0; expected");
    refused("raft?seed=1&at=5&seed=1", "found 'seed' twice; expected it once");
    refused("raft?do=5:heal&do=9:heal", "found 'do' twice");
    refused("raft?seed", "found ''; expected a seed");
    refused("raft?do=crash", "found 'crash'; expected a choice");
    refused("raft?do=5:", "no deed");
    refused("raft?do=9:heal;5:heal", "behind one at 9");
    refused("raft%zz", "two hexadecimal digits");
    refused("raft%2z", "two hexadecimal digits");
    refused("raft%2", "two hexadecimal digits");
    refused("r".repeat(30_000), "longer than");
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> RunLink.parse(text))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining(why);
  }
}
