package ds.scenario.mutant;

import ds.lab.source.ClassPath;
import ds.lab.source.MemoryCompiler;
import ds.lab.source.Patch;
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
    Map<String, String> sources =
        Patch.applyAll(mutant.patches(), file -> ClassPath.text(MutantCompiler.class, file));
    return MemoryCompiler.compileAll("mutant " + mutant.name(), sources);
  }
}
