package ds.runtime.contract;

import ds.core.NodeId;
import ds.runtime.contract.WorldUnderTest.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every behaviour in every world.
class ContractTest {

  private static final int SEEDS = 8;

  static List<Behaviour> everywhere() {
    return Stream.of(DiskContract.BEHAVIOURS, NetworkContract.BEHAVIOURS, TimerContract.BEHAVIOURS)
        .flatMap(List::stream)
        .toList();
  }

  static List<Behaviour> withBadDisks() {
    return Stream.of(everywhere(), DiskContract.WITH_BAD_DISKS, NetworkContract.WITH_BAD_DISKS)
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("withBadDisks")
  void theSimulationKeeps(Behaviour behaviour) throws Exception {
    for (int seed = 1; seed <= SEEDS; seed++) {
      behaviour.demand(SimulatedWorld.kind(seed));
    }
  }

  @ParameterizedTest
  @MethodSource("withBadDisks")
  void aHostWithABadDiskKeeps(Behaviour behaviour) throws Exception {
    behaviour.demand(HostedWorld.kind(_ -> new Drive.InMemory()));
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void aHostWithADirectoryKeeps(Behaviour behaviour, @TempDir Path folder) throws Exception {
    Kind kind = HostedWorld.kind((NodeId id) -> new Drive.InDirectory(folder.resolve(id.name())));
    behaviour.demand(kind);
  }
}
