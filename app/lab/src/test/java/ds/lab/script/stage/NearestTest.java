package ds.lab.script.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> NAMES = List.of("raft", "paxos", "paxos-duel", "simulate");

  @ParameterizedTest
  @CsvSource({
    "rfat, raft",
    "RAFT, raft",
    "simlate, simulate",
    "paxo, paxos",
    "duel, paxos-duel",
  })
  void whatWasMeant(String typed, String meant) {
    assertThat(Nearest.to(typed, NAMES)).contains(meant);
  }

  @Test
  @DisplayName("a word that is like none of them has no nearest")
  void nothingNear() {
    assertThat(Nearest.to("zookeeper", NAMES)).isEqualTo(Optional.empty());
    assertThat(Nearest.to("", NAMES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"abc, abc, 0", "abc, acb, 1", "abc, ab, 1", "abc, xabc, 1", "abc, xyz, 3"})
  void mistakes(String typed, String name, int count) {
    assertThat(Nearest.mistakes(typed, name)).isEqualTo(count);
  }
}
