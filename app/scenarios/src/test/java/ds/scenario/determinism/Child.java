package ds.scenario.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process whose output a test wants to see.
public final class Child {

  /// Far more than any of them needs, so that one that hangs fails its test and not the build.
  private static final long SECONDS_MAX = 300;

  private Child() {}

  /// What another JVM prints that runs `main` of a class on this test's class path.
  public static List<String> linesOfJava(List<String> options, Class<?> program, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.addAll(List.of(args));
    return linesOf(command);
  }

  /// What a command prints, if it ends well and in time.
  public static List<String> linesOf(List<String> command) {
    try {
      Path output = Files.createTempFile("child", ".txt");
      try {
        int exit = run(command, output);
        assertThat(exit)
            .as("%s printed: %s", command.getFirst(), Files.readString(output))
            .isZero();
        return Files.readAllLines(output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int run(List<String> command, Path output) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as("ends in time").isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command.getFirst(), e);
    } finally {
      process.destroyForcibly();
    }
  }
}
