package ds.workbench.door.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static Meters said(int commits, double seconds) {
    return Meters.of(
        """
        # HELP kv_commit_duration_seconds how long a write takes
        kv_commit_duration_seconds_bucket{le="+Inf"} %1$d
        kv_commit_duration_seconds_sum %2$s
        kv_commit_duration_seconds_count{way="put"} %1$d
        kv_commit_duration_seconds_count{way="delete"} 0
        """
            .formatted(commits, seconds));
  }

  @Test
  @DisplayName("the writes of all members in the time between, and their mean time")
  void mean() {
    var before = Map.of("s1", said(100, 1.0), "s2", said(7, 1.0));
    var now = Map.of("s1", said(130, 1.25), "s2", said(17, 1.75));
    assertThat(Pace.between(before, now, 0.5)).isEqualTo(new Pace(80, 25));
  }

  @Test
  @DisplayName("who was not seen before, or counts anew, says nothing of the time between")
  void anew() {
    var before = Map.of("s1", said(100, 1.0), "s2", Meters.NONE);
    var now = Map.of("s1", said(3, 0.1), "s2", said(500, 9.0), "s3", said(500, 9.0));
    assertThat(Pace.between(before, now, 0.5)).isEqualTo(new Pace(0, 0));
  }
}
