package ds.system.kv.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// etcd's own command line, if it is installed: on the PATH, or where ETCDCTL says.
final class Etcdctl {

  /// What a command has said, its complaints included.
  record Said(int exit, String text) {}

  private final Path program;
  private final String endpoints;
  private final List<String> flags;

  private Etcdctl(Path program, String endpoints, List<String> flags) {
    this.program = program;
    this.endpoints = endpoints;
    this.flags = flags;
  }

  /// Skips the test, visibly, where there is none.
  static void assumeInstalled() {
    assumeTrue(
        find().isPresent(),
        "no etcdctl on the PATH (Debian has it in etcd-client), nor in ETCDCTL");
  }

  static Etcdctl of(String endpoints) {
    return new Etcdctl(find().orElseThrow(), endpoints, List.of());
  }

  private static Optional<Path> find() {
    Stream<Path> named = Stream.ofNullable(System.getenv("ETCDCTL")).map(Path::of);
    Stream<Path> onPath =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "etcdctl"));
    return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
  }

  Etcdctl with(String... more) {
    return new Etcdctl(program, endpoints, List.of(more));
  }

  /// Runs a command, and gives it these lines to read.
  Said reading(String input, String... command) {
    Process process = begin(command);
    try (var out = process.outputWriter()) {
      out.write(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return end(process);
  }

  Said run(String... command) {
    return reading("", command);
  }

  /// What a command says that succeeds.
  String say(String... command) {
    Said said = run(command);
    if (said.exit() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + said);
    }
    return said.text();
  }

  /// Begins a command that goes on until it is ended.
  Process begin(String... command) {
    List<String> words = new ArrayList<>();
    words.add(program.toString());
    words.add("--endpoints=" + endpoints);
    words.addAll(flags);
    words.addAll(List.of(command));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().keySet().removeIf(it -> it.startsWith("ETCDCTL_"));
    builder.environment().put("ETCDCTL_API", "3");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Said end(Process process) {
    try {
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(Patience.SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("it does not end: " + text);
      }
      return new Said(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The next line that a command says which goes on.
  static String line(BufferedReader said) {
    try {
      return String.valueOf(said.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks a command to end: it cleans up behind itself then. Not as Ctrl-C does, which programs
  /// that were started in the background are deaf to.
  static void interrupt(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(Patience.SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
