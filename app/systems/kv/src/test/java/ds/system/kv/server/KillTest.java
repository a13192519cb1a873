package ds.system.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.cluster.ServerUrl;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.options.GetOption;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three processes, which are killed without a chance to say a word, and a client that writes on.
@Timeout(600)
final class KillTest {

  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final int ROUNDS_MIN = 3;
  private static final int ROUNDS_MAX = 30;
  private static final long BUDGET = TimeUnit.SECONDS.toNanos(6);

  /// Puts between two kills.
  private static final int PUTS_MAX = 100;

  /// Who asks members that were killed is not told so.
  private static final long PUT_SECONDS_MAX = 2;

  @TempDir private Path directory;

  private final List<ServerUrl> urls = Ports.free(2 * NAMES.size());
  private final Map<String, Process> processes = new LinkedHashMap<>();

  /// What was acknowledged: the revision of each key.
  private final Map<String, Long> acknowledged = new LinkedHashMap<>();

  @AfterEach
  void killAll() throws InterruptedException {
    for (String name : List.copyOf(processes.keySet())) {
      kill(name);
    }
  }

  @Test
  @DisplayName("whatever is killed, what was acknowledged is there, at the revision that was told")
  void nothingAcknowledgedIsLost() throws Exception {
    for (String name : NAMES) {
      start(name);
    }
    var random = new SplittableRandom(1);
    try (Client client = client()) {
      put(client, "first");
      long begin = System.nanoTime();
      for (int round = 0; round < ROUNDS_MAX; round++) {
        if (round >= ROUNDS_MIN && System.nanoTime() - begin > BUDGET) {
          break;
        }
        List<String> victims = victims(random);
        int puts = 1 + random.nextInt(PUTS_MAX);
        for (int i = 0; i < puts; i++) {
          attempt(client, round + "/" + i);
        }
        for (String name : victims) {
          kill(name);
        }
        attempt(client, round + "/between");
        for (String name : victims) {
          start(name);
        }
        put(client, round + "/after");
      }
      assertThat(acknowledged).hasSizeGreaterThan(ROUNDS_MIN);
    }
    assertAllThere();
  }

  /// One member, or two, or all.
  private static List<String> victims(SplittableRandom random) {
    List<String> victims = new ArrayList<>(NAMES);
    int count = 1 + random.nextInt(NAMES.size());
    while (victims.size() > count) {
      victims.remove(random.nextInt(victims.size()));
    }
    return victims;
  }

  /// A client sends a put again that it has heard nothing of, so a later revision may have the key
  /// as well.
  private void assertAllThere() {
    Map<String, Long> found = new LinkedHashMap<>();
    try (Client client = client()) {
      acknowledged.forEach((key, revision) -> {
        var then = GetOption.builder().withRevision(revision).build();
        client
            .getKVClient()
            .get(ByteSequence.from(key, UTF_8), then)
            .join()
            .getKvs()
            .forEach(it -> found.put(key, it.getModRevision()));
      });
    }
    assertThat(found).isEqualTo(acknowledged);
  }

  /// Until it is acknowledged.
  private void put(Client client, String key) {
    Patience.until(key + " is put", () -> attempt(client, key));
  }

  /// Whether it was acknowledged, in time.
  private boolean attempt(Client client, String key) {
    try {
      ByteSequence bytes = ByteSequence.from(key, UTF_8);
      var put = client.getKVClient().put(bytes, bytes).get(PUT_SECONDS_MAX, TimeUnit.SECONDS);
      acknowledged.put(key, put.getHeader().getRevision());
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Client client() {
    return Client.builder()
        .endpoints(NAMES.stream().map(it -> clients(it).toString()).toArray(String[]::new))
        .build();
  }

  private void start(String name) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledServer.class.getName(),
                name,
                directory.resolve(name).toString(),
                initial(),
                clients(name).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    processes.put(name, process);
  }

  /// After it has begun to serve, so that no kill is wasted on a process without a journal.
  private void kill(String name) throws InterruptedException {
    Process process = processes.remove(name);
    if (process == null) {
      return;
    }
    try (BufferedReader said = process.inputReader()) {
      assertThat(said.readLine()).isEqualTo("started");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private String initial() {
    return String.join(",", NAMES.stream().map(it -> it + "=" + peers(it)).toList());
  }

  private ServerUrl peers(String name) {
    return urls.get(NAMES.indexOf(name));
  }

  private ServerUrl clients(String name) {
    return urls.get(NAMES.size() + NAMES.indexOf(name));
  }
}
