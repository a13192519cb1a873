package ds.workbench.kv.flags;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/// gRPC logs through `java.util.logging`; what it says is to be found where all else is.
class LogFlagsTest {

  private static final Logger ROOT = LogManager.getLogManager().getLogger("");

  /// Held here, as else they are forgotten with their levels.
  private static final Logger LIBRARY = Logger.getLogger("io.grpc.internal.SerializingExecutor");

  private static final Logger LEFT = Logger.getLogger("io.grpc.netty.NettyServerHandler");

  @TempDir private Path directory;

  private List<Handler> before = List.of();

  @BeforeEach
  void keep() {
    before = List.of(ROOT.getHandlers());
  }

  @AfterEach
  void restore() throws JoranException {
    for (Handler ours : ROOT.getHandlers()) {
      ROOT.removeHandler(ours);
    }
    before.forEach(ROOT::addHandler);
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    new ContextInitializer(context).autoConfig();
  }

  private List<String> logged(String... flags) throws IOException {
    Path file = directory.resolve("log");
    var chosen = new LogFlags();
    List<String> all = new ArrayList<>(List.of(flags));
    all.addAll(List.of("--log-outputs", file.toString()));
    new CommandLine(chosen)
        .setCaseInsensitiveEnumValuesAllowed(true) // as the whole command has it
        .parseArgs(all.toArray(String[]::new));
    chosen.apply();
    LIBRARY.warning("a task has failed");
    LEFT.log(Level.WARNING, "Stream Error", new IllegalStateException("a client has left"));
    LEFT.severe("a defect");
    return Files.readAllLines(file);
  }

  @Test
  @DisplayName("lines of libraries are in the file, in the form that is asked for")
  void form() throws IOException {
    assertThat(logged("--log-format", "json"))
        .hasSize(2)
        .allMatch(line -> line.startsWith("{"))
        .anyMatch(line -> line.contains("a task has failed"));
  }

  @Test
  @DisplayName("a client that leaves its calls is worth no lines, a defect is")
  void left() throws IOException {
    assertThat(logged())
        .noneMatch(line -> line.contains("has left"))
        .anyMatch(line -> line.contains("a defect"));
  }

  @Test
  @DisplayName("nothing goes anywhere else, and nothing is told twice when flags are applied again")
  void once() throws IOException {
    logged();
    assertThat(logged()).filteredOn(line -> line.contains("a task has failed")).hasSize(2);
    assertThat(ROOT.getHandlers()).hasSize(1);
  }

  @Test
  @DisplayName("below the level that is asked for, libraries are silent too")
  void level() throws IOException {
    assertThat(logged("--log-level", "error")).singleElement().asString().contains("a defect");
  }
}
