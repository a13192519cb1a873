package ds.scenario.mutant;

import ds.lab.source.MemoryCompiler;
import ds.lab.source.Patch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Compiles the patched sources of a mutant, from memory to memory.
///
/// The originals are read from the class path, where the protocols' jar carries its sources. Only
/// the patched files are compiled; a mutant that changed a constant of another class would not be
/// seen there, so mutants change statements.
final class MutantCompiler {

  private MutantCompiler() {}

  /// The classes of the patched files, by binary name.
  ///
  /// @throws IllegalArgumentException if a patch does not fit or the result does not compile
  static Map<String, byte[]> compile(Mutant mutant) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Patch patch : mutant.patches()) {
      String source = sources.computeIfAbsent(patch.file(), MutantCompiler::original);
      sources.put(patch.file(), patch.apply(source));
    }
    return MemoryCompiler.compileAll("mutant " + mutant.name(), sources);
  }

  private static String original(String file) {
    ClassLoader loader = MutantCompiler.class.getClassLoader();
    try (InputStream stream = loader.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalArgumentException("no source " + file + " on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
