package ds.workbench.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ds.trial.process.Ports;
import ds.workbench.kv.embedded.Elsewhere;
import ds.workbench.kv.embedded.Plan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What somebody reads at a terminal who types `./ds`, from its start to its end.
@Timeout(600)
class ReceptionTest {

  /// The last line: now it serves, until somebody ends it.
  private static final String ALL_IS_SAID = "'./ds --help' lists the commands. Ctrl-C ends this.";

  private static final Pattern DATA =
      Pattern.compile("a cluster of three keeps its data in (kv\\.data(?:-(\\d+))?)");
  private static final Pattern ENDPOINTS =
      Pattern.compile(
          "  export ETCDCTL_API=3 ETCDCTL_ENDPOINTS="
              + "127\\.0\\.0\\.1:(\\d+),127\\.0\\.0\\.1:(\\d+),127\\.0\\.0\\.1:(\\d+)");

  /// A cluster that finds its ports taken tries others, so often.
  private static final int FOLDERS_MAX = 10;

  private static final int USUAL_PORT = 2379;

  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path folder;

  /// Where the program that opens pages would note which.
  private Path opened;

  @BeforeEach
  void machine() throws IOException {
    assumeThat(Path.of("/proc/self/fd")).as("a machine that opens pages by xdg-open").isDirectory();
    Files.writeString(folder.resolve("README.md"), "# Home\n");
    opened = folder.resolve("opened");
    Path opener = Files.createDirectory(folder.resolve("bin")).resolve("xdg-open");
    Files.writeString(opener, "#!/bin/sh\necho \"$1\" > " + opened + "\n");
    assertThat(opener.toFile().setExecutable(true)).isTrue();
  }

  /// `./ds` with these words, and what it has said when all is said.
  private record Desk(Process process, List<String> said) implements AutoCloseable {

    /// Ends as Ctrl-C does, which runs the same hooks.
    void end() {
      process.destroy();
      process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
      end();
    }

    /// The line that says something.
    MatchResult line(Pattern pattern) {
      return said.stream()
          .map(pattern::matcher)
          .filter(it -> it.matches())
          .findFirst()
          .orElseThrow(() -> new AssertionError(pattern + " is no line of " + said))
          .toMatchResult();
    }
  }

  private Desk ds(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-Dds.root=" + folder, "-cp", System.getProperty("java.class.path")));
    command.add("ds.workbench.Main");
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().remove("SSH_CONNECTION");
    builder.environment().putAll(Map.of("DISPLAY", ":0", "PATH", folder.resolve("bin").toString()));
    Process process = builder.start();
    var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    List<String> said = new ArrayList<>();
    while (said.isEmpty() || !said.getLast().equals(ALL_IS_SAID)) {
      String line = lines.readLine();
      assertThat(line).as("what is said after " + said).isNotNull();
      said.add(line);
    }
    return new Desk(process, said);
  }

  private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }
  }

  private static String port() {
    return String.valueOf(Ports.free(1).getFirst().port());
  }

  @Test
  @DisplayName("without a cluster, the pages are opened at the next port if one is taken")
  void alone() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Desk desk = ds("--no-cluster", "--port", String.valueOf(taken.getLocalPort()))) {
      var found = Pattern.compile("port " + taken.getLocalPort() + " is taken, (\\d+) is free");
      String address = "http://localhost:" + desk.line(found).group(1) + "/";
      assertThat(desk.said()).hasSize(3).contains("opened in your browser: " + address);
      assertThat(get(address).body()).contains("<h1>Distributed Systems</h1>");
      assertThat(get(address + "cluster.html").statusCode()).isEqualTo(404);
      assertThat(get(address + "live/get?key=a").statusCode()).isEqualTo(404);
      await(opened);
      assertThat(opened).hasContent(address);
    }
    assertThat(folder.resolve("kv.data")).doesNotExist();
  }

  /// The program that opens a page is not waited for.
  private static void await(Path file) throws IOException {
    while (!Files.exists(file) || Files.size(file) == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName(
      "beside the pages is a cluster, and a second one finds ports and a folder of its own")
  void clusters() throws Exception {
    String port = port();
    try (Desk first = ds("--no-browser", "--port", port);
        Desk second = ds("--no-browser", "--port", port())) {
      String address = "http://localhost:" + port + "/";
      assertThat(first.said().getFirst()).isEqualTo("open " + address);
      assertThat(get(address + "cluster.html").body()).contains("<h1>A cluster, live</h1>");
      put(address);
      assertThat(opened).doesNotExist();
      for (Desk desk : List.of(first, second)) {
        assertKept(desk);
      }
      assertThat(second.line(ENDPOINTS).group(1)).isNotEqualTo(first.line(ENDPOINTS).group(1));
      Path log = folder.resolve(first.line(DATA).group(1)).resolve("log.txt");
      long before = handedOver(log);
      first.end();
      assertThat(handedOver(log)).as("leaders that handed over").isGreaterThan(before);
    }
  }

  private static long handedOver(Path log) throws IOException {
    return Files.readAllLines(log).stream().filter(it -> it.contains("leads no more")).count();
  }

  /// Writes by the page's way, once somebody leads.
  private static void put(String address) throws IOException, InterruptedException {
    while (post(address + "live/put", "key=a&value=1").statusCode() != 200) {
      Thread.onSpinWait();
    }
  }

  private static HttpResponse<String> post(String address, String words)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .POST(HttpRequest.BodyPublishers.ofString(words))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }

  /// What is said of the ports and the folder is so.
  private void assertKept(Desk desk) throws IOException, InterruptedException {
    int first = Integer.parseInt(desk.line(ENDPOINTS).group(1));
    for (int member = 1; member <= 3; member++) {
      String client = desk.line(ENDPOINTS).group(member);
      assertThat(get("http://127.0.0.1:" + client + "/health").statusCode()).isIn(200, 503);
    }
    String data = desk.line(DATA).group(1);
    assertThat(folder.resolve(data).resolve("log.txt")).content().contains("s1", "s2", "s3");
    assertThat(folder.resolve(data).resolve("flight")).isDirectory();
    if (first == USUAL_PORT) {
      assertThat(data).isEqualTo("kv.data");
    } else {
      assertThat(data).isEqualTo("kv.data-" + first);
      assertThat(desk.said())
          .contains(
              "the ports from %d on are taken; the cluster has the ports from %d on"
                  .formatted(USUAL_PORT, first));
    }
  }

  @Test
  @DisplayName("a learner's nodes are opened at the test that failed, where they break a promise")
  void learner() throws Exception {
    Path project = folder.resolve("app/exercises/ping");
    Path file = project.resolve("src/main/java/ping/Pinger.java");
    Files.createDirectories(file.getParent());
    String right = Files.readString(Path.of("../exercises/ping/solution/ping/Pinger.java"));
    Files.writeString(file, right.replace("number == asked", "number <= asked"));
    Files.writeString(project.resolve(".progress"), "failed=a-doubled-answer\n");
    String port = port();
    String address = "http://localhost:" + port + "/";
    var run = Pattern.compile("open " + address + "run.html#(ping/a-doubled-answer.*&at=\\d+)");
    try (Desk desk = ds("open", "ping", "--seed", "4", "--no-browser", "--port", port)) {
      String link = desk.line(run).group(1);
      assertThat(post(address + "engine/ask", "open\n" + link).body())
          .contains("\"broken\":true,\"property\":\"every answer is reported once\"");
    }
  }

  @Test
  @DisplayName("where the cluster's folder cannot be used, that is said, and the pages are there")
  void unusable() throws Exception {
    Files.writeString(folder.resolve("kv.data"), "");
    for (int i = 1; i < FOLDERS_MAX; i++) {
      Files.writeString(folder.resolve("kv.data-" + (USUAL_PORT + 10 * i)), "");
    }
    String port = port();
    try (Desk desk = ds("--no-browser", "--port", port)) {
      var reason =
          Pattern.compile(
              "the cluster is not whole, for (\\S+) cannot be used: FileAlreadyExists (\\S+)");
      assertThat(desk.line(reason).group(1)).isEqualTo(desk.line(reason).group(2));
      assertThat(get("http://localhost:" + port + "/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("so it is where the log cannot be written, with the reason in words")
  void unloggable() throws Exception {
    Files.createDirectories(folder.resolve("kv.data/log.txt"));
    for (int i = 1; i < FOLDERS_MAX; i++) {
      Files.createDirectories(folder.resolve("kv.data-" + (USUAL_PORT + 10 * i) + "/log.txt"));
    }
    try (Desk desk = ds("--no-browser", "--port", port())) {
      var reason = Pattern.compile("the cluster is not whole, for (\\S+) cannot be used: (.*)");
      assertThat(desk.line(reason).group(2))
          .contains("cannot write " + desk.line(reason).group(1) + "/log.txt");
    }
  }

  @Test
  @DisplayName("where the folders hold other members, that is said, and the pages are there")
  void others() throws Exception {
    Plan five = new Plan(5, folder.resolve("kv.data"), Elsewhere.plan(folder).port());
    Elsewhere.begin(five);
    for (int i = 1; i < FOLDERS_MAX; i++) {
      copy(five.data(), folder.resolve("kv.data-" + (USUAL_PORT + 10 * i)));
    }
    String port = port();
    try (Desk desk = ds("--no-browser", "--port", port)) {
      assertThat(desk.said()).contains("no cluster:");
      assertThat(desk.said().stream().filter(it -> it.startsWith("  ")))
          .hasSize(FOLDERS_MAX)
          .anyMatch(it -> it.endsWith(" holds 5 members at port " + five.port()))
          .allMatch(it -> it.contains(" holds 5 members ") || it.endsWith(" on are taken"));
      assertThat(get("http://localhost:" + port + "/").statusCode()).isEqualTo(200);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
