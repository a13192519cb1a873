package ds.workbench.kv;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Takes what the command line leaves out from the environment, under etcd's names: `--data-dir`
/// from `ETCD_DATA_DIR`.
public final class Environment implements IDefaultValueProvider {

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option && option.longestName().startsWith("--")) {
      String flag = option.longestName().substring(2);
      return System.getenv("ETCD_" + flag.replace('-', '_').toUpperCase(Locale.ROOT));
    }
    return null; // as picocli says that there is none
  }
}
