package ds.workbench.kv.flags;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Takes what the command line leaves out from the environment, under etcd's names: `--data-dir`
/// from `ETCD_DATA_DIR`. A variable that is empty says nothing.
public final class Environment implements IDefaultValueProvider {

  private static final String PREFIX = "ETCD_";

  /// Known to etcd alone, as it has no flag: that it may run on a processor it was not tried on.
  private static final Set<String> OTHERS = Set.of("ETCD_UNSUPPORTED_ARCH");

  private final Map<String, String> variables;

  /// That of this process.
  public Environment() {
    this(System.getenv());
  }

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    String value = argument instanceof OptionSpec option ? variables.get(variable(option)) : null;
    return value == null || value.isEmpty() ? null : value; // as picocli says that there is none
  }

  private static String variable(OptionSpec option) {
    String flag = option.longestName().replaceFirst("^-+", "");
    return PREFIX + flag.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /// The variables of a command that say something.
  public List<String> given(CommandSpec command) {
    return command.options().stream()
        .map(Environment::variable)
        .filter(it -> !variables.getOrDefault(it, "").isEmpty())
        .toList();
  }

  /// What looks as if it said something and does not, in words: names that no flag of a command
  /// has, and variables without a value.
  public List<String> warnings(CommandSpec command) {
    Set<String> known =
        command.options().stream().map(Environment::variable).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    Set<String> empty = new TreeSet<>();
    for (String name : variables.keySet()) {
      if (known.contains(name) && variables.getOrDefault(name, "").isEmpty()) {
        empty.add(name);
      } else if (name.startsWith(PREFIX) && !known.contains(name) && !OTHERS.contains(name)) {
        unknown.add(name);
      }
    }
    List<String> warnings = new ArrayList<>();
    if (!unknown.isEmpty()) {
      warnings.add("unrecognized environment variable, ignored: " + String.join(", ", unknown));
    }
    if (!empty.isEmpty()) {
      warnings.add("environment variable without a value, ignored: " + String.join(", ", empty));
    }
    return warnings;
  }
}
