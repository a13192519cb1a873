package ds.workbench.kv.flags;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EnvironmentTest {

  private final ServeFlags flags = new ServeFlags();
  private final CommandLine line = new CommandLine(flags);

  private Environment environment(Map<String, String> variables, String... words) {
    var environment = new Environment(variables);
    line.setCaseInsensitiveEnumValuesAllowed(true)
        .setDefaultValueProvider(environment)
        .parseArgs(words);
    return environment;
  }

  @Test
  @DisplayName("what the command line leaves out is taken from the environment")
  void taken() {
    var environment =
        environment(
            Map.of("ETCD_NAME", "a", "ETCD_MAX_TXN_OPS", "7", "HOME", "x"), "--max-txn-ops=9");
    assertThat(flags.settings().name()).isEqualTo("a");
    assertThat(flags.settings().tuning().limits().txnOperationsMax()).isEqualTo(9);
    assertThat(environment.given(line.getCommandSpec()))
        .containsExactlyInAnyOrder("ETCD_NAME", "ETCD_MAX_TXN_OPS");
    assertThat(environment.warnings(line.getCommandSpec())).isEmpty();
  }

  @Test
  @DisplayName("a variable without a value says nothing, and that is told")
  void empty() {
    var environment = environment(Map.of("ETCD_NAME", "", "ETCD_INITIAL_CLUSTER_STATE", ""));
    assertThat(flags.settings().name()).isEqualTo("default");
    assertThat(flags.settings().beginning().isNew()).isTrue();
    assertThat(environment.given(line.getCommandSpec())).isEmpty();
    assertThat(environment.warnings(line.getCommandSpec()))
        .containsExactly(
            "environment variable without a value, ignored:"
                + " ETCD_INITIAL_CLUSTER_STATE, ETCD_NAME");
  }

  @Test
  @DisplayName("a name that no flag has is told, and never its value")
  void unknown() {
    var environment =
        environment(
            Map.of(
                "ETCD_DATA_DIRECTORY", "secret",
                "ETCD_WAL_DIR", "",
                "ETCDCTL_API", "3",
                "ETCD_UNSUPPORTED_ARCH", "arm64"));
    assertThat(environment.warnings(line.getCommandSpec()))
        .containsExactly(
            "unrecognized environment variable, ignored: ETCD_DATA_DIRECTORY, ETCD_WAL_DIR");
  }

  @Test
  @DisplayName("whoever starts a server reads the warnings")
  void told() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String program = "ds.workbench.Main";
    String path = System.getProperty("java.class.path");
    var builder =
        new ProcessBuilder(java, "-cp", path, program, "serve", "kv", "--max-txn-ops", "0");
    builder.environment().putAll(Map.of("ETCD_NOME", "a", "ETCD_NAME", ""));
    Process process = builder.redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).lines())
        .containsSubsequence(
            "ds: warning: unrecognized environment variable, ignored: ETCD_NOME",
            "ds: warning: environment variable without a value, ignored: ETCD_NAME",
            "ds: --max-txn-ops 0; expected 1 or more");
  }
}
