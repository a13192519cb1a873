package ds.browser.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.teavm.classlib.ResourceSupplier;
import org.teavm.classlib.ResourceSupplierContext;

/// Which texts the page carries: the scripts of the house, which links name.
public final class ScriptTexts implements ResourceSupplier {

  private static final String FOLDER = "scenarios";

  @Override
  public String[] supplyResources(ResourceSupplierContext context) {
    return found(context.getClassLoader());
  }

  /// The scripts of a class path, in a folder of classes or in a jar.
  static String[] found(ClassLoader loader) {
    URL folder = loader.getResource(FOLDER);
    if (folder == null) {
      return new String[0];
    }
    URI place = URI.create(folder.toString());
    try {
      if (!place.getScheme().equals("jar")) {
        return names(Path.of(place));
      }
      try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
        return names(jar.getPath(FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(it -> it.toString().endsWith(".txt"))
          .map(it -> FOLDER + "/" + folder.relativize(it).toString().replace('\\', '/'))
          .sorted()
          .toArray(String[]::new);
    }
  }
}
