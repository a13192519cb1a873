package ds.scenario.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A seed means the same in every Java process: neither the order in which that process hashes, nor
/// where its objects lie, nor how far it compiles, nor in which country it runs can be seen in a
/// step.
class ProcessDeterminismTest {

  private static final String[] RUNS = {
    "paxos", "1", "paxos", "2", "raft", "1", "raft", "2", "figure8", "3", "raft-leases", "4"
  };

  @DisplayName("the same scenario and seed take the same steps in another JVM")
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "-Xint",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC -XX:+UnlockExperimentalVMOptions -XX:hashCode=3",
        "-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Tokyo -Dfile.encoding=COMPAT"
      })
  void sameSteps(String options) {
    assertThat(Child.linesOfJava(List.of(options.split(" ")), StepHashMain.class, RUNS))
        .isEqualTo(StepHashMain.lines(RUNS));
  }
}
