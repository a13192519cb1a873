package ds.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.source.MemoryCompiler;
import ds.lab.source.Patch;
import ds.lab.source.PatchFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A replay holds what was recorded to the promises of the simulated world.
class ReplayTest {

  private static final Path SOURCES = Path.of("../protocols/src/main/java");

  /// Under which the bug was once found; the search goes on from there if chance falls otherwise.
  private static final int FIRST_SEED = 168;

  private static final int SEEDS = 300;

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
    PatchFile patches =
        PatchFile.parse("mutant " + mutant, resource("mutants/raft/" + mutant + ".txt"));
    Map<String, String> sources = new LinkedHashMap<>();
    for (Patch patch : patches.patches()) {
      String source = sources.computeIfAbsent(patch.file(), ReplayTest::source);
      sources.put(patch.file(), patch.apply(source));
    }
    var loader = new Loader(MemoryCompiler.compileAll(patches.name(), sources));
    Class<?> broken = Class.forName(Elections.class.getName(), true, loader);
    @SuppressWarnings("unchecked") // as it is declared
    List<String> held =
        (List<String>)
            broken
                .getMethod("held", String.class, int.class, int.class)
                .invoke(null, directory.toString(), FIRST_SEED, SEEDS);
    return held;
  }

  private static String source(String file) {
    try {
      return Files.readString(SOURCES.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String path) {
    try (InputStream stream = ReplayTest.class.getClassLoader().getResourceAsStream(path)) {
      assertThat(stream).as(path).isNotNull();
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Loads Raft, what is held against it and what replays it anew, with the classes of a mutant in
  /// place of the real ones.
  private static final class Loader extends ClassLoader {

    private static final List<String> ANEW =
        List.of("ds.protocol.", "ds.scenario.raft.", "ds.workbench.replay.");

    private final Map<String, byte[]> mutated;

    Loader(Map<String, byte[]> mutated) {
      super(Loader.class.getClassLoader());
      this.mutated = mutated;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (ANEW.stream().noneMatch(name::startsWith)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) {
      byte[] bytes = mutated.getOrDefault(name, new byte[0]);
      if (bytes.length == 0) {
        bytes = bytes(name.replace('.', '/') + ".class");
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
