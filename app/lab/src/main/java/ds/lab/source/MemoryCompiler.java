package ds.lab.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The compiler of this JDK, from memory to memory. What the sources use is looked up on the class
/// path of the running program.
public final class MemoryCompiler {

  private static final List<String> OPTIONS =
      List.of("-g", "-proc:none", "-nowarn", "-implicit:none", "-encoding", "UTF-8");

  private static final Pattern THROWN = Pattern.compile("[\\w.$]+(Error|Exception)\\b");

  private MemoryCompiler() {}

  /// What came out: classes, or the errors why there are none.
  public sealed interface Result {

    /// @param classes by binary name
    record Classes(SortedMap<String, byte[]> classes) implements Result {}

    /// @param errors as compilers print them, `raft/Server.java:12: cannot find symbol …`
    record Errors(List<String> errors) implements Result {
      public Errors {
        errors = List.copyOf(errors);
      }
    }
  }

  /// Compiles some sources together. Sources that are too much for the compiler are an error too.
  ///
  /// @param sources by path, which has to agree with the package: `raft/Server.java`
  /// @throws IllegalStateException if this Java has no compiler
  public static Result compile(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("sources need a JDK; this Java has no compiler");
    }
    DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
    var lastWords = new StringWriter();
    try (Memory memory = new Memory(compiler.getStandardFileManager(complaints, null, null))) {
      List<JavaFileObject> units = new ArrayList<>();
      sources.forEach((path, text) -> units.add(source(path, text)));
      if (compiler.getTask(lastWords, memory, complaints, OPTIONS, null, units).call()) {
        return new Result.Classes(memory.classes());
      }
      List<String> errors =
          complaints.getDiagnostics().stream()
              .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
              .map(MemoryCompiler::inWords)
              .distinct()
              .toList();
      return errors.isEmpty() ? gaveUp(lastWords.toString()) : new Result.Errors(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return gaveUp(e.toString());
    }
  }

  /// A compiler that fails by itself has no errors to tell, but prints what it was thrown by.
  private static Result gaveUp(String printed) {
    String thrown =
        printed.lines().filter(it -> THROWN.matcher(it).lookingAt()).findFirst().orElse(printed);
    String why =
        thrown.contains("StackOverflowError")
            ? "something is nested too deeply for it"
            : thrown.contains("OutOfMemoryError") ? "it needs more memory than it has" : thrown;
    return new Result.Errors(List.of("the compiler gave up: " + why));
  }

  /// The same for sources that are known to be right.
  ///
  /// @param name what the complaint calls them
  /// @throws IllegalArgumentException if they do not compile
  public static SortedMap<String, byte[]> compileAll(String name, Map<String, String> sources) {
    return switch (compile(sources)) {
      case Result.Classes(var classes) -> classes;
      case Result.Errors(var errors) ->
          throw new IllegalArgumentException(
              name + " does not compile:\n" + String.join("\n", errors));
    };
  }

  private static JavaFileObject source(String path, String text) {
    return SimpleJavaFileObject.forSource(URI.create("string:///" + path), text);
  }

  private static String inWords(Diagnostic<? extends JavaFileObject> complaint) {
    JavaFileObject file = complaint.getSource();
    String place =
        file == null ? "" : file.getName().substring(1) + ":" + complaint.getLineNumber() + ": ";
    return place + complaint.getMessage(Locale.ROOT);
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

    SortedMap<String, byte[]> classes() {
      SortedMap<String, byte[]> classes = new TreeMap<>();
      outputs.forEach((name, output) -> classes.put(name, output.bytes.toByteArray()));
      return classes;
    }
  }
}
