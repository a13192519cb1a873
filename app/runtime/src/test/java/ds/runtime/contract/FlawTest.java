package ds.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each behaviour is missed in some broken world, and each flaw of a world by some behaviour.
class FlawTest {

  /// Nobody plants it into a node: the disk's own check is what is tried.
  private static final String ROT = "a disk that rots does not start";

  @Test
  void everyFlawIsFoundAndEveryBehaviourFindsSome() {
    List<Behaviour> blind = new ArrayList<>(ContractTest.withBadDisks());
    blind.removeIf(behaviour -> behaviour.name().equals(ROT));
    List<String> unnoticed = new ArrayList<>();
    for (Flaw flaw : Flaw.ALL) {
      List<Behaviour> finders =
          ContractTest.withBadDisks().stream().filter(it -> finds(it, flaw)).toList();
      if (finders.isEmpty()) {
        unnoticed.add(flaw.name());
      }
      blind.removeAll(finders);
    }
    assertThat(unnoticed).as("flaws that nobody notices").isEmpty();
    assertThat(blind).as("behaviours that notice nothing").isEmpty();
  }

  private static boolean finds(Behaviour behaviour, Flaw flaw) {
    try {
      behaviour.demand(SimulatedWorld.kind(1, flaw.planted().get()));
      return false;
    } catch (AssertionError _) {
      return true;
    } catch (Exception e) {
      throw new IllegalStateException("no flaw breaks the test itself: " + behaviour, e);
    }
  }
}
