package ds.workbench.kv.flags;

import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// A member's flags in a file, as etcd's operators write them: in YAML, under the names of the
/// flags, but for certificates, which have two sections.
///
/// ```
/// name: a
/// data-dir: /var/lib/kv
/// client-transport-security:
///   cert-file: server.pem
/// ```
///
/// What is not known is refused, with its line: a setting that is passed over in silence is found
/// out about when it is too late.
public final class ConfigFile {

  /// A configuration is written by hand.
  private static final long BYTES_MAX = 1 << 20;

  /// The sections, and which flags stand for their settings.
  private static final Map<String, Map<String, String>> SECTIONS =
      Map.of(
          "client-transport-security",
          Map.of(
              "cert-file", "cert-file",
              "key-file", "key-file",
              "trusted-ca-file", "trusted-ca-file",
              "client-cert-auth", "client-cert-auth"),
          "peer-transport-security",
          Map.of(
              "cert-file", "peer-cert-file",
              "key-file", "peer-key-file",
              "trusted-ca-file", "peer-trusted-ca-file",
              "client-cert-auth", "peer-client-cert-auth"));

  private record Setting(int line, String value) {}

  private final Path file;

  /// Which flag is set to what, and in which line.
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private ConfigFile(Path file) {
    this.file = file;
  }

  /// Reads a configuration. What it leaves out is as by default.
  public static ServeFlags read(Path file) {
    var config = new ConfigFile(file);
    config.take(config.parsed());
    return config.flags();
  }

  private Optional<Node> parsed() {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw Complaint.malformed(file + " is too large; expected a configuration in YAML");
      }
      return new Compose(LoadSettings.builder().setLabel(file.toString()).build())
          .composeString(Files.readString(file));
    } catch (IOException e) {
      throw Complaint.of(Exit.MISSING, "cannot read " + file, "expected a configuration in YAML");
    } catch (MarkedYamlEngineException e) {
      throw malformed(e.getProblemMark(), e.getProblem(), "YAML");
    } catch (YamlEngineException e) {
      throw Complaint.malformed(file + ": " + Printable.text(String.valueOf(e.getMessage())));
    }
  }

  private Complaint malformed(Optional<Mark> mark, String wrong, String expected) {
    return malformed(mark.map(Mark::getLine).orElse(0) + 1, wrong, expected);
  }

  private Complaint malformed(int line, String wrong, String expected) {
    return Complaint.malformed(
        file + ", line " + line + ": " + Printable.text(wrong) + "; expected " + expected);
  }

  private void take(Optional<Node> root) {
    if (root.isEmpty()) {
      return;
    }
    Map<String, String> known =
        options()
            .filter(name -> SECTIONS.values().stream().noneMatch(it -> it.containsValue(name)))
            .collect(Collectors.toMap(name -> name, name -> name));
    for (NodeTuple entry : mapping(root.get(), "settings by name")) {
      String key = text(entry.getKeyNode());
      Map<String, String> section = SECTIONS.get(key);
      if (section == null) {
        take(entry, known, SECTIONS.keySet());
      } else if (!isAbsent(entry.getValueNode())) {
        for (NodeTuple inner : mapping(entry.getValueNode(), "certificates and keys by name")) {
          take(inner, section, List.of());
        }
      }
    }
  }

  private static Stream<String> options() {
    return new CommandLine(new ServeFlags())
        .getCommandSpec().options().stream()
            .map(OptionSpec::longestName)
            .map(it -> it.substring(2));
  }

  private List<NodeTuple> mapping(Node node, String expected) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    throw malformed(node.getStartMark(), "there are no settings", expected);
  }

  private void take(NodeTuple entry, Map<String, String> flags, Collection<String> sections) {
    String key = text(entry.getKeyNode());
    String flag = flags.get(key);
    if (flag == null) {
      var valid = new TreeSet<>(flags.keySet());
      valid.addAll(sections);
      throw malformed(
          entry.getKeyNode().getStartMark(),
          "unknown setting '" + key + "'",
          "one of " + String.join(", ", valid) + Complaint.suggestion(key, valid));
    }
    int line = entry.getKeyNode().getStartMark().map(Mark::getLine).orElse(0) + 1;
    if (!isAbsent(entry.getValueNode())) {
      Setting before = settings.put(flag, new Setting(line, value(key, entry.getValueNode())));
      if (before != null) {
        throw malformed(line, "'" + key + "' is set in line " + before.line() + " too", "it once");
      }
    }
  }

  /// As etcd takes `data-dir:` with nothing behind it.
  private static boolean isAbsent(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private String value(String key, Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar.getValue();
      case SequenceNode list ->
          list.getValue().stream().map(this::text).collect(Collectors.joining(","));
      default ->
          throw malformed(node.getStartMark(), "'" + key + "' has settings of its own", "a value");
    };
  }

  private String text(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw malformed(node.getStartMark(), "a name or a value is missing here", "a word");
  }

  private ServeFlags flags() {
    List<String> arguments = new ArrayList<>();
    settings.forEach((flag, setting) -> arguments.add("--" + flag + "=" + setting.value()));
    var flags = new ServeFlags();
    try {
      new CommandLine(flags)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(arguments.toArray(String[]::new));
      return flags;
    } catch (ParameterException e) {
      int line =
          e.getArgSpec() instanceof OptionSpec option
              ? settings.getOrDefault(option.longestName().substring(2), new Setting(0, "")).line()
              : 0;
      throw malformed(line, String.valueOf(e.getMessage()), "another value");
    }
  }
}
