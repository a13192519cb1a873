package ds.scenario.mutant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

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
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("mutants need a JDK; this Java has no compiler");
    }
    StringWriter complaints = new StringWriter();
    try (Memory memory = new Memory(compiler.getStandardFileManager(null, null, null))) {
      List<Source> units = new ArrayList<>();
      sources.forEach((file, text) -> units.add(new Source(file, text)));
      List<String> options = List.of("-g", "-proc:none", "-nowarn", "-implicit:none");
      if (!compiler.getTask(complaints, memory, null, options, null, units).call()) {
        throw new IllegalArgumentException(
            "mutant " + mutant.name() + " does not compile:\n" + complaints);
      }
      return memory.classes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String file, String text) {
      super(URI.create("string:///" + file), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Output(String className) {
      super(URI.create("bytes:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  /// Keeps the compiler's output.
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, Output> outputs = new LinkedHashMap<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return outputs.computeIfAbsent(className, Output::new);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new LinkedHashMap<>();
      outputs.forEach((name, output) -> classes.put(name, output.bytes.toByteArray()));
      return classes;
    }
  }
}
