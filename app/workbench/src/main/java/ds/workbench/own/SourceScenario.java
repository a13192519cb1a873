package ds.workbench.own;

import ds.lab.scenario.Scenario;
import ds.lab.source.MemoryCompiler;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A scenario in a Java file of an engineer's own: a class with a method `public static Scenario<…>
/// scenario()`. What it needs lies in files beside it, in the same package, or below.
public final class SourceScenario {

  private static final String ENDING = ".java";

  /// Far more than anybody writes beside one scenario.
  private static final int FILES_MAX = 500;

  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");

  private SourceScenario() {}

  /// Whether the name in a link is that of a Java file.
  public static boolean isFile(String name) {
    return name.endsWith(ENDING) && name.indexOf('\0') < 0 && Files.isRegularFile(Path.of(name));
  }

  /// Compiles the file and opens its scenario, under the file's name.
  public static OwnScenarios of(String file) {
    Path path = Path.of(file).toAbsolutePath().normalize();
    String home = home(path);
    SortedMap<String, String> sources = sources(path.resolveSibling(""), home);
    switch (MemoryCompiler.compile(sources)) {
      case MemoryCompiler.Result.Errors(var errors) ->
          throw Complaint.of(Exit.FAILED, file + " does not compile", String.join("\n  ", errors));
      case MemoryCompiler.Result.Classes(var classes) -> {
        String simple = path.toFile().getName().replace(ENDING, "");
        String name = home.isEmpty() ? simple : home + "." + simple;
        return new OwnScenarios(List.of(scenario(new Memory(classes), name).renamed(file)));
      }
    }
  }

  private static String home(Path path) {
    Matcher found = PACKAGE.matcher(read(path));
    return found.find() ? found.group(1) : "";
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw Complaint.of(Exit.MISSING, "cannot read " + path, "expected a Java file in UTF-8");
    }
  }

  /// By path below the source folder, which is where the package begins.
  private static SortedMap<String, String> sources(Path folder, String home) {
    String below = home.isEmpty() ? "" : home.replace('.', '/') + "/";
    SortedMap<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(ENDING)).toList()) {
        sources.put(below + folder.relativize(file).toString().replace('\\', '/'), read(file));
        if (sources.size() > FILES_MAX) {
          throw Complaint.of(
              Exit.USAGE,
              "there are more than " + FILES_MAX + " Java files in " + folder,
              "expected the scenario in a folder of its own");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }

  private static Scenario<?> scenario(ClassLoader loader, String name) {
    try {
      Object made = loader.loadClass(name).getMethod("scenario").invoke(null);
      if (made instanceof Scenario<?> scenario) {
        return scenario;
      }
    } catch (InvocationTargetException e) {
      throw Complaint.of(
          Exit.FAILED, name + ".scenario() failed: " + e.getCause(), "expected a scenario");
    } catch (ReflectiveOperationException | NullPointerException e) {
      // Told below.
    }
    throw Complaint.of(
        Exit.FAILED,
        name + " has no scenario",
        "expected a method 'public static Scenario<…> scenario()'");
  }

  /// The classes as they were compiled.
  private static final class Memory extends ClassLoader {
    private final Map<String, byte[]> classes;

    Memory(Map<String, byte[]> classes) {
      super("own", SourceScenario.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
