package ds.trial.kv.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.kv.load.Latencies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines as Java 25 writes them.
class GcLogTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("pauses are read, of all processes, each once; what runs beside the program is not")
  void pauses() throws Exception {
    Path one = folder.resolve("gc-17.log");
    Files.writeString(
        one,
        """
        [0.005s] Using G1
        [1.120s] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 23M->5M(256M) 3.250ms
        [2.300s] GC(1) Concurrent Mark Cycle
        [2.310s] GC(1) Pause Remark 90M->90M(256M) 1.500ms
        [2.400s] GC(1) Concurrent Mark Cycle 99.123ms
        """);
    Files.writeString(
        folder.resolve("gc-18.log"), "[9.9s] GC(0) Pause Full (System.gc()) 9M->1M(9M) 40.000ms\n");
    var log = new GcLog(folder);
    Latencies first = log.take();
    assertThat(first.count()).isEqualTo(3);
    assertThat(first.max()).isEqualTo(40_000_000);
    Files.writeString(
        one,
        "[3.0s] GC(2) Pause Young (Normal) (G1 Evacuation Pause) 1M->1M(9M) 2.000ms\n",
        StandardOpenOption.APPEND);
    Latencies second = log.take();
    assertThat(second.count()).isEqualTo(1);
    assertThat(second.max()).isEqualTo(2_000_000);
  }

  @Test
  @DisplayName("of ZGC both its short pauses and the threads that it keeps waiting are read")
  void zgc() throws Exception {
    Files.writeString(
        folder.resolve("gc-19.log"),
        """
        [1.000s] GC(1) Major Collection (Warmup)
        [1.008s] GC(1) Y: Pause Mark Start (Major) 0.028ms
        [1.009s] GC(1) Y: Concurrent Mark 17.300ms
        [1.068s] GC(1) O: Pause Relocate Start 0.017ms
        [3.013s] Allocation Stall (main) 14.825ms
        [3.096s] Relocation Stall (main) 3.957ms
        [3.100s] GC(2) Minor Collection (Allocation Stall) 48M(100%)->48M(100%) 0.008s
        """);
    Latencies pauses = new GcLog(folder).take();
    assertThat(pauses.count()).isEqualTo(4);
    assertThat(pauses.max()).isEqualTo(14_825_000);
  }
}
