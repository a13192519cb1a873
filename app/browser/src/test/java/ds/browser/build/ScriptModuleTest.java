package ds.browser.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the page can fetch, however the build has packed it.
class ScriptModuleTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("scripts are found in a folder of classes, and in a jar, with what they say")
  void found() throws IOException {
    Path jar = folder.resolve("scenarios.jar");
    try (FileSystem packed = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      write(packed.getPath("/"));
    }
    Path classes = Files.createDirectory(folder.resolve("classes"));
    write(classes);
    for (Path place : new Path[] {classes, jar}) {
      try (var loader = new URLClassLoader(new URL[] {place.toUri().toURL()}, null)) {
        assertThat(ScriptModule.text(loader))
            .isEqualTo(
                """
                export const scripts = {
                'paxos/duel': `# \\\\ and \\` and \\${3}
                `,
                'raft/figure-8': `# \\\\ and \\` and \\${3}
                `,
                };
                """);
      }
    }
  }

  private static void write(Path root) throws IOException {
    for (String name : new String[] {"raft/figure-8.txt", "paxos/duel.txt", "raft/notes.md"}) {
      Path file = root.resolve("scenarios").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "# \\ and ` and ${3}\n");
    }
  }
}
