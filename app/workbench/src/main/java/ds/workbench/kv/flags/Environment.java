package ds.workbench.kv.flags;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Takes what the command line leaves out from the environment, under etcd's names: `--data-dir`
/// from `ETCD_DATA_DIR`.
public final class Environment implements IDefaultValueProvider {

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? System.getenv(variable(option))
        : null; // as picocli says that there is none
  }

  private static String variable(OptionSpec option) {
    String flag = option.longestName().replaceFirst("^-+", "");
    return "ETCD_" + flag.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /// The variables of a command that are set.
  public static List<String> given(CommandSpec command) {
    return command.options().stream()
        .map(Environment::variable)
        .filter(System.getenv()::containsKey)
        .toList();
  }
}
