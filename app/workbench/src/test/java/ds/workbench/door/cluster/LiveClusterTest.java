package ds.workbench.door.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import ds.system.kv.server.KvServer.End;
import ds.workbench.kv.embedded.Elsewhere;
import ds.workbench.kv.embedded.Plan;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The life of a cluster, from its start to its end and to the next start on the same folder.
@Timeout(300)
class LiveClusterTest {

  /// Each takes as long as an election may on a machine that is busy with other things.
  private static final int TRIES_MAX = 10;

  @TempDir private Path folder;

  private static Store store(LiveCluster cluster) {
    return new Store(cluster, HttpClient.newHttpClient(), _ -> false);
  }

  /// Until somebody leads, nobody can answer.
  private static String answered(StoreCall call) throws IOException {
    for (int i = 1; i < TRIES_MAX; i++) {
      try {
        return call.ask();
      } catch (IOException e) {
        // The next one may be answered.
      }
    }
    return call.ask();
  }

  private interface StoreCall {

    String ask() throws IOException;
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("what was put is there at the next start, and at the end nobody listens any more")
  void again() throws Exception {
    Plan plan = Elsewhere.plan(folder);
    LiveCluster cluster = LiveCluster.of(plan);
    try {
      cluster.start();
      answered(() -> store(cluster).put("kept", "1"));
    } finally {
      cluster.close();
    }
    for (String name : plan.names()) {
      int port = plan.clients(name).port();
      for (int it : new int[] {port, port + 1}) {
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), it).close())
            .isInstanceOf(ConnectException.class);
      }
    }
    cluster.start("s1");
    assertThat(cluster.isRunning("s1")).as("it was closed").isFalse();
    try (var next = LiveCluster.of(plan)) {
      next.start();
      assertThat(answered(() -> store(next).get("kept"))).contains("\"value\":\"MQ==\"");
    }
  }

  @Test
  @DisplayName("members that cannot be started are down, as are those whose disk fails")
  void down() throws IOException {
    Plan plan = Elsewhere.plan(folder);
    try (var cluster = LiveCluster.of(plan)) {
      cluster.start();
      cluster.start("s3");
      cluster.kill("s3");
      try (var _ =
          new ServerSocket(plan.clients("s3").port(), 1, InetAddress.getLoopbackAddress())) {
        assertThatThrownBy(() -> cluster.start("s3")).isInstanceOf(IOException.class);
      }
      assertThat(faults(cluster)).containsExactly("s3 is killed", "s3 is killed until now");
      cluster.start("s3");
      assertThat(faults(cluster)).containsExactly("s3 is killed", "s3 is killed");
      cluster.ended("s2", End.DISK_FAILED);
      await(() -> !cluster.isRunning("s2"));
      await(() -> faults(cluster).contains("s2 is killed until now"));
    }
  }

  /// What the diagram says of them.
  private static List<String> faults(LiveCluster cluster) {
    JsonArray told = cluster.footage().since(0, 1, System.nanoTime()).getAsJsonArray("faults");
    List<String> faults = new ArrayList<>();
    for (JsonElement it : told) {
      JsonObject fault = it.getAsJsonObject();
      boolean lasts = fault.get("to").getAsDouble() < 0;
      faults.add(fault.get("text").getAsString() + (lasts ? " until now" : ""));
    }
    return faults;
  }

  @Test
  @DisplayName("a folder that another cluster uses is refused")
  void used() throws IOException {
    try (var first = LiveCluster.of(Elsewhere.plan(folder))) {
      first.start();
      try (var second = LiveCluster.of(Elsewhere.plan(folder))) {
        assertThatThrownBy(second::start)
            .isInstanceOf(IOException.class)
            .hasMessageContaining(folder.toString());
        assertThat(second.isRunning("s1")).isFalse();
      }
    }
  }
}
