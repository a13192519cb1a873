package ds.lab.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Texts that lie beside classes: the protocols' jar carries its sources.
public final class ClassPath {

  private ClassPath() {}

  /// Reads one.
  ///
  /// @param near a class whose loader finds it
  /// @throws IllegalArgumentException if it is not there
  public static String text(Class<?> near, String path) {
    try (InputStream stream = near.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalArgumentException("no " + path + " on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
