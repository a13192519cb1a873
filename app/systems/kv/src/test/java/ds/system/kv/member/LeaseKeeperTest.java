package ds.system.kv.member;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.call.Answer;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvCommand.LeaseRevoke;
import ds.system.kv.store.StoreMachine;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A tick is half a second, and the one under way is given for nothing: a lease of two seconds ends
/// with the fifth tick.
final class LeaseKeeperTest {

  private static final long LEASE = 7;
  private static final long TTL = 2;

  private final StoreMachine state = new StoreMachine();
  private final LeaseKeeper keeper = new LeaseKeeper(state);

  @BeforeEach
  void grant() {
    keeper.lead(true);
    var grant = new LeaseGrant(LEASE, TTL);
    state.apply(grant);
    keeper.follow(grant);
  }

  private void pass(int ticks) {
    for (int i = 0; i < ticks; i++) {
      keeper.tick();
    }
  }

  private long keepAlive() {
    return ((Answer.TimeToLive) keeper.keepAlive(LEASE)).remainingSeconds();
  }

  @Test
  @DisplayName("a lease is kept alive in the last tick before its end")
  void lastTick() {
    pass(4);
    assertThat(keeper.due()).isEmpty();
    assertThat(keepAlive()).isEqualTo(TTL);
    pass(4);
    assertThat(keeper.due()).isEmpty();
    pass(1);
    assertThat(keeper.due()).containsExactly(new LeaseRevoke(LEASE));
  }

  @Test
  @DisplayName("once its end is asked for, no sign of life saves it")
  void tooLate() {
    pass(5);
    assertThat(keeper.due()).containsExactly(new LeaseRevoke(LEASE));
    assertThat(keepAlive()).isZero();
  }

  @Test
  @DisplayName("a new leader gives every lease its whole life, and the tick under way")
  void newLeader() {
    pass(4);
    keeper.lead(false);
    keeper.lead(true);
    pass(4);
    assertThat(keeper.due()).isEmpty();
    pass(1);
    assertThat(keeper.due()).containsExactly(new LeaseRevoke(LEASE));
  }

  @Test
  @DisplayName("who does not lead ends nothing")
  void follower() {
    keeper.lead(false);
    pass(9);
    assertThat(keeper.due()).isEmpty();
    assertThat(keeper.all()).isEqualTo(List.of(LEASE));
  }
}
