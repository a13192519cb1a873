package ds.workbench.door;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.takeover.RunLink;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenCommandTest {

  @ParameterizedTest
  @CsvSource({
    "raft/figure-8, raft/figure-8",
    "raft/figure-8?at=41, raft/figure-8?at=41",
    "paxos, paxos?seed=1",
    "raft?seed=42&at=120, raft?seed=42&at=120",
  })
  @DisplayName("the address that is opened is the run's own: a script has no seed")
  void page(String typed, String link) {
    assertThat(OpenCommand.page(RunLink.parse(typed))).isEqualTo("run.html#" + link);
  }
}
