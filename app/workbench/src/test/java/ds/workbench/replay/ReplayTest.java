package ds.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.source.ClassPath;
import ds.lab.source.MemoryCompiler;
import ds.lab.source.Patch;
import ds.lab.source.PatchFile;
import ds.lab.source.Transplant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A replay holds what was recorded to the promises of the simulated world.
class ReplayTest {

  /// Under which the bug was once found; the search goes on from there if chance falls otherwise.
  private static final int FIRST_SEED = 168;

  private static final int SEEDS = 300;

  /// Raft, what is held against it, and what replays it.
  private static final List<String> ANEW =
      List.of("ds.protocol.", "ds.scenario.raft.", "ds.workbench.replay.");

  @TempDir private Path directory;

  @Test
  void realElectionsKeepTheirPromises() {
    List<String> held = Elections.held(directory.toString(), 1, 1);
    assertThat(held.getFirst()).isEqualTo("holds");
    assertThat(held.getLast())
        .contains("steps: the same as when they were recorded", "holds election safety", "OK");
  }

  @Test
  void aPlantedBugBreaksThemAtTheStepWhereItDid() throws Exception {
    List<String> held = elections("votes-twice");
    assertThat(held.getFirst()).contains("election safety: ");
    String sentence = held.getFirst().substring(held.getFirst().indexOf(' ') + 1);
    assertThat(held.getLast())
        .contains("the last steps:")
        .contains(sentence)
        .contains("at step ")
        .endsWith("FAILED" + System.lineSeparator());
  }

  /// Has elections held by Rafts into which a bug was planted.
  private List<String> elections(String mutant) throws ReflectiveOperationException {
    String text = ClassPath.text(ReplayTest.class, "mutants/raft/" + mutant + ".txt");
    PatchFile file = PatchFile.parse("mutant " + mutant, text);
    var sources = Patch.applyAll(file.patches(), it -> ClassPath.text(ReplayTest.class, it));
    var classes = MemoryCompiler.compileAll(file.name(), sources);
    var loader = new Transplant(ReplayTest.class.getClassLoader(), ANEW, classes);
    Class<?> broken = Class.forName(Elections.class.getName(), true, loader);
    @SuppressWarnings("unchecked") // as it is declared
    List<String> held =
        (List<String>)
            broken
                .getMethod("held", String.class, int.class, int.class)
                .invoke(null, directory.toString(), FIRST_SEED, SEEDS);
    return held;
  }
}
