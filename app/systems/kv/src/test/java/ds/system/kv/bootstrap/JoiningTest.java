package ds.system.kv.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class JoiningTest {

  private static final Optional<String> NEW = Optional.of("new");
  private static final Optional<String> OLD = Optional.of("old");

  @Test
  @DisplayName("a member is who most of the others say, answering or not")
  void most() {
    assertThat(Joining.agreed(List.of(NEW, NEW, NEW), 4)).isEqualTo(NEW);
    assertThat(Joining.agreed(List.of(NEW, NEW), 3)).isEqualTo(NEW);
    assertThat(Joining.agreed(List.of(NEW, NEW), 4)).isEmpty();
    assertThat(Joining.agreed(List.of(Optional.empty(), Optional.empty(), NEW), 3)).isEmpty();
    assertThat(Joining.agreed(List.of(NEW), 1)).isEqualTo(NEW);
  }

  @Test
  @DisplayName("one that lags, and still knows a removed member at the address, is not believed")
  void removedBefore() {
    assertThat(Joining.agreed(List.of(OLD, NEW, NEW, NEW), 4)).isEqualTo(NEW);
    assertThat(Joining.agreed(List.of(OLD), 4)).isEmpty();
    assertThat(Joining.agreed(List.of(OLD, NEW), 2)).isEmpty();
  }
}
