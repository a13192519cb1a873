package ds.browser.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The scripts of the house as a module that pages import when a script is wanted. The engine is
/// smaller without them, and most visits open none.
final class ScriptModule {

  private static final String FOLDER = "scenarios";
  private static final String ENDING = ".txt";

  private ScriptModule() {}

  /// The module's text: names such as `raft/figure-8`, with what each script says.
  ///
  /// @param loader of the class path that has the scripts, in a folder of classes or in a jar
  static String text(ClassLoader loader) throws IOException {
    URL folder = loader.getResource(FOLDER);
    if (folder == null) {
      return module(Path.of(FOLDER), List.of());
    }
    URI place = URI.create(folder.toString());
    if (!place.getScheme().equals("jar")) {
      return module(Path.of(place), files(Path.of(place)));
    }
    try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
      return module(jar.getPath(FOLDER), files(jar.getPath(FOLDER)));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(ENDING)).sorted().toList();
    }
  }

  private static String module(Path folder, List<Path> files) throws IOException {
    StringBuilder module = new StringBuilder("export const scripts = {\n");
    for (Path file : files) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      String name = path.substring(0, path.length() - ENDING.length());
      String text = Files.readString(file, UTF_8);
      module.append("'%s': `%s`,\n".formatted(name, quoted(text)));
    }
    return module.append("};\n").toString();
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${");
  }
}
