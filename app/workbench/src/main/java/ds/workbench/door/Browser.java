package ds.workbench.door;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The browser of the person at this machine, if there is a screen to show it on.
final class Browser {

  private Browser() {}

  /// Opens a page; false if there is nothing to open it with.
  static boolean open(URI page) {
    Optional<String> opener = opener(System.getProperty("os.name", ""), System.getenv());
    if (opener.isEmpty()) {
      return false;
    }
    try {
      new ProcessBuilder(opener.get(), page.toString())
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// The program that opens pages on this kind of machine. Whoever came in over the network sits
  /// before another screen.
  static Optional<String> opener(String system, Map<String, String> environment) {
    if (environment.containsKey("SSH_CONNECTION")) {
      return Optional.empty();
    }
    if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
      return Optional.of("open");
    }
    boolean hasScreen =
        List.of("DISPLAY", "WAYLAND_DISPLAY").stream()
            .anyMatch(it -> !environment.getOrDefault(it, "").isEmpty());
    return hasScreen ? onPath("xdg-open", environment.getOrDefault("PATH", "")) : Optional.empty();
  }

  private static Optional<String> onPath(String program, String path) {
    return List.of(path.split(File.pathSeparator, -1)).stream()
        .map(folder -> Path.of(folder).resolve(program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
