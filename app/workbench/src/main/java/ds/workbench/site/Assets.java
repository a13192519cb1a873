package ds.workbench.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Files of the site that are no pages: style, scripts, the compiled engine. They are what lies in
/// the class-path folder `site`, in whatever jar.
final class Assets {

  private static final String FOLDER = "site/";

  /// The style of all pages, in the order in which its rules hold. It is read and changed in parts,
  /// and comes as one file: no page waits for each of them before it is painted.
  private static final List<String> STYLES = List.of("design", "frame", "text", "parts");

  private static final String STYLE = "style.css";
  private static final String STYLE_PARTS = "style/";

  private Assets() {}

  /// The names of all of them, from the folder on.
  static SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    try {
      for (URL place : Collections.list(Assets.class.getClassLoader().getResources(FOLDER))) {
        if (place.openConnection() instanceof JarURLConnection jar) {
          try (var entries = jar.getJarFile().stream()) {
            entries
                .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(FOLDER))
                .forEach(entry -> names.add(entry.getName().substring(FOLDER.length())));
          }
        } else {
          names.addAll(inside(Path.of(place.toURI())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path with no file names", e);
    }
    names.removeIf(name -> name.startsWith(STYLE_PARTS));
    names.add(STYLE);
    return names;
  }

  private static SortedSet<String> inside(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      SortedSet<String> names = new TreeSet<>();
      files
          .filter(Files::isRegularFile)
          .forEach(file -> names.add(folder.relativize(file).toString().replace('\\', '/')));
      return names;
    }
  }

  /// What one of them holds.
  static Optional<byte[]> bytes(String name) {
    return name.equals(STYLE) ? Optional.of(style()) : resource(name);
  }

  private static byte[] style() {
    var style = new ByteArrayOutputStream();
    for (String part : STYLES) {
      style.writeBytes(resource(STYLE_PARTS + part + ".css").orElseThrow());
    }
    return style.toByteArray();
  }

  private static Optional<byte[]> resource(String name) {
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
