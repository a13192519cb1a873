package ds.browser.chromium;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Chromium without a window: it opens a page and prints what the page has become.
///
/// @param program where it lies
public record Chromium(Path program) {

  /// Far more than any page needs, so that one that hangs does not stop who waits for it.
  private static final long SECONDS_MAX = 120;

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /// The one on the `PATH`.
  public static Optional<Chromium> find() {
    return NAMES.stream().flatMap(Chromium::onPath).findFirst().map(Chromium::new);
  }

  private static Stream<Path> onPath(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }

  /// The words in the first `pre` of a page when it has loaded, with what the page's program has
  /// put there. The page may use the modules in its folder, where Chromium leaves files of its own.
  public String words(Path page) throws IOException, InterruptedException {
    String dom = dom(page);
    int from = dom.indexOf("<pre");
    int to = dom.indexOf("</pre>", Math.max(0, from));
    if (from < 0 || to < 0) {
      throw new IOException("the page has no <pre>: " + dom);
    }
    return dom.substring(dom.indexOf('>', from) + 1, to)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  private String dom(Path page) throws IOException, InterruptedException {
    Path output = page.resolveSibling("dom.html");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--allow-file-access-from-files",
                "--user-data-dir=" + page.resolveSibling("profile"),
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(output.toFile())
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new IOException("Chromium did not finish " + page);
      }
      return Files.readString(output);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
