package ds.lab.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Compiled classes, still as bytes.
///
/// @param contents what is in each class file, by a name for it
public record ClassFiles(SortedMap<String, byte[]> contents) {

  /// No class at all.
  public static final ClassFiles NONE = new ClassFiles(new TreeMap<>());

  private static final String SUFFIX = ".class";

  public ClassFiles {
    contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
  }

  /// All classes in and below a directory, all classes of a jar, or one class file.
  public static ClassFiles in(Path place) {
    try {
      if (!place.toString().endsWith(".jar")) {
        return below(place);
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return below(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the classes in " + place, e);
    }
  }

  /// The classes of some packages and of all packages below them, from where `loader` finds them.
  public static ClassFiles ofPackages(ClassLoader loader, String... packages) {
    return Arrays.stream(packages)
        .map(name -> ofPackage(loader, name))
        .reduce(ClassFiles::and)
        .orElseThrow(() -> new IllegalArgumentException("no package is named"));
  }

  /// Some classes with those nested in them, from where their loaders find them.
  public static ClassFiles of(Class<?>... classes) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (Class<?> outer : classes) {
      for (Class<?> each : outer.getNestMembers()) {
        contents.put(each.getName(), read(each));
      }
    }
    return new ClassFiles(contents);
  }

  /// These classes and `others`.
  public ClassFiles and(ClassFiles others) {
    SortedMap<String, byte[]> union = new TreeMap<>(contents);
    union.putAll(others.contents);
    return new ClassFiles(union);
  }

  private static ClassFiles ofPackage(ClassLoader loader, String name) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    try {
      for (URL url : Collections.list(loader.getResources(name.replace('.', '/')))) {
        contents.putAll(folder(url.toURI()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the classes of " + name, e);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("cannot find the classes of " + name, e);
    }
    if (contents.isEmpty()) {
      throw new IllegalArgumentException("there is no class in package " + name);
    }
    return new ClassFiles(contents);
  }

  private static Map<String, byte[]> folder(URI uri) throws IOException {
    if (!uri.getScheme().equals("jar")) {
      return inside(Path.of(uri));
    }
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
      String[] jarAndFolder = uri.toString().split("!", 2);
      return inside(jar.getPath(jarAndFolder[1]));
    }
  }

  private static ClassFiles below(Path place) throws IOException {
    return new ClassFiles(inside(place));
  }

  private static SortedMap<String, byte[]> inside(Path place) throws IOException {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(place)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (path.toString().endsWith(SUFFIX) && Files.isRegularFile(path)) {
          contents.put(path.toString(), Files.readAllBytes(path));
        }
      }
    }
    return contents;
  }

  private static byte[] read(Class<?> type) {
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + SUFFIX;
    try (InputStream bytes = type.getResourceAsStream(file)) {
      if (bytes == null) {
        throw new IllegalArgumentException(type.getName() + " was not loaded from a class file");
      }
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + type.getName(), e);
    }
  }
}
