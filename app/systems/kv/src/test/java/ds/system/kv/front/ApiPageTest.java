package ds.system.kv.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The server's page tells of every call that its protocol buffers declare, and of no other.
final class ApiPageTest {

  private static final Path PAGE = Path.of("README.md");
  private static final Path DECLARATIONS = Path.of("..", "etcd-api", "src", "main", "proto");

  /// A service, or none for that of the row above; its calls; and what is said of them.
  private static final Pattern ROW =
      Pattern.compile(
          "\\| (?:`(?<service>[\\w.]+)` )?\\| (?<calls>`\\w+`(, `\\w+`)*) \\| \\S.* \\|");

  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  private static final Pattern DECLARED =
      Pattern.compile("^package (?<package>.+);|^service (?<service>\\w+)|^ +rpc (?<call>\\w+)");

  @Test
  @DisplayName("each call of each service is listed, once")
  void calls() throws IOException {
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(declared()).hasSizeGreaterThan(40);
  }

  private static List<String> listed() throws IOException {
    String page = Files.readString(PAGE);
    String api =
        page.substring(page.indexOf("\n## The API\n"), page.indexOf("\n## Where it differs"));
    List<String> found = new ArrayList<>();
    String service = "";
    for (String line : api.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        service = row.group("service") == null ? service : row.group("service");
        Matcher call = NAME.matcher(row.group("calls"));
        while (call.find()) {
          found.add(service + " " + call.group(1));
        }
      }
    }
    return found;
  }

  /// Services of etcd go by their own name on the page, others by that of their package, too.
  private static List<String> declared() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(DECLARATIONS)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".proto")).toList()) {
        String origin = "";
        String service = "";
        for (String line : Files.readAllLines(file)) {
          Matcher declared = DECLARED.matcher(line);
          if (!declared.find()) {
            continue;
          }
          if (declared.group("package") != null) {
            origin = declared.group("package").startsWith("grpc.") ? declared.group(1) + "." : "";
          } else if (declared.group("service") != null) {
            service = origin + declared.group("service");
          } else {
            found.add(service + " " + declared.group("call"));
          }
        }
      }
    }
    return found;
  }
}
