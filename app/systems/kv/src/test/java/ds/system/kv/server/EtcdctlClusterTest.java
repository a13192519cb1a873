package ds.system.kv.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What an operator types.
@Timeout(300)
final class EtcdctlClusterTest {

  private static final int SHA_256_BYTES = 32;

  @RegisterExtension static final EtcdctlCluster MEMBERS = new EtcdctlCluster();

  private final Cluster cluster = MEMBERS.cluster();
  private final Etcdctl etcdctl = MEMBERS.etcdctl();

  @TempDir private Path directory;

  @Test
  @DisplayName("member list, add, update, remove")
  void members() {
    Patience.until(
        "all have told their names",
        () ->
            etcdctl
                .say("member", "list")
                .lines()
                .allMatch(line -> line.matches("[0-9a-f]+, started, [abc], http://.*")));
    assertThat(etcdctl.say("member", "list").lines()).hasSize(3);

    String url = Ports.free(1).getFirst().toString();
    String added = etcdctl.say("member", "add", "d", "--learner", "--peer-urls=" + url);
    assertThat(added)
        .matches("(?s)Member +[0-9a-f]+ added to cluster +[0-9a-f]+.*")
        .contains("ETCD_NAME=\"d\"", "ETCD_INITIAL_CLUSTER_STATE=\"existing\"", "d=" + url);
    String id = added.split(" +", 3)[1];
    // The list comes from the member that was asked, and may be a moment old.
    String line = id + ", unstarted, , " + url + ", , true";
    Patience.until("it is in the list", () -> etcdctl.say("member", "list").contains(line));
    assertThat(etcdctl.run("member", "promote", id).text())
        .contains("can only promote a learner member which is in sync with leader");
    assertThat(etcdctl.run("member", "add", "e", "--peer-urls=" + url).text())
        .contains("Peer URLs already exists");

    String elsewhere = Ports.free(1).getFirst().toString();
    assertThat(etcdctl.say("member", "update", id, "--peer-urls=" + elsewhere))
        .matches("Member +" + id + " updated.*"); // sixteen columns, whatever the number
    String moved = id + ", unstarted, , " + elsewhere + ", , true";
    Patience.until("it has moved", () -> etcdctl.say("member", "list").contains(moved));
    assertThat(etcdctl.say("member", "remove", id)).matches("Member +" + id + " removed.*");
    Patience.until(
        "it is out of the list", () -> etcdctl.say("member", "list").lines().count() == 3);
    var again = etcdctl.run("member", "remove", id);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.text()).contains("member not found");
  }

  @Test
  @DisplayName("endpoint health, status, hashkv")
  void endpoints() {
    assertThat(etcdctl.say("endpoint", "health").lines())
        .hasSize(3)
        .allMatch(line -> line.contains("is healthy: successfully committed proposal"));
    assertThat(etcdctl.say("endpoint", "status").lines())
        .hasSize(3)
        .allMatch(line -> line.contains(", 3.5."))
        .filteredOn(line -> line.contains(", true, false, ")) // leads, is no learner
        .hasSize(1);

    etcdctl.say("put", "hashed", "v");
    Patience.until(
        "all have the same",
        () ->
            etcdctl
                    .say("endpoint", "hashkv")
                    .lines()
                    .map(line -> line.split(", ", 3)[1])
                    .distinct()
                    .count()
                == 1);
  }

  @Test
  @DisplayName("move-leader")
  void moveLeader() {
    String leader = cluster.awaitLeader();
    String next = cluster.follower();
    String target = Long.toHexString(cluster.id(next));

    var refused = Etcdctl.of(cluster.endpoint(next)).run("move-leader", target);
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.text()).contains("no leader endpoint given");

    assertThat(etcdctl.say("move-leader", target))
        .isEqualTo(
            "Leadership transferred from %s to %s"
                .formatted(Long.toHexString(cluster.id(leader)), target));
    Patience.until("it leads", () -> cluster.awaitLeader().equals(next));
  }

  @Test
  @DisplayName("alarm list, disarm; compact; defrag")
  void upkeep() {
    assertThat(etcdctl.say("alarm", "list")).isEmpty();
    assertThat(etcdctl.say("alarm", "disarm")).isEmpty();
    etcdctl.say("put", "compacted", "v");
    assertThat(etcdctl.say("compact", "--physical", "2")).isEqualTo("compacted revision 2");
    assertThat(etcdctl.say("defrag").lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("Finished defragmenting etcd member"));
  }

  @Test
  @DisplayName("snapshot save: all that the store holds, and a SHA-256 of it")
  void snapshot() throws Exception {
    Etcdctl one = Etcdctl.of(cluster.endpoint("a")); // as it shows what it has itself applied
    one.say("put", "saved", "a value to be found");
    Path file = directory.resolve("snapshot");
    assertThat(one.say("snapshot", "save", file.toString())).contains("Snapshot saved at " + file);

    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length - SHA_256_BYTES;
    assertThat(end % 512).isZero();
    assertThat(MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, end)))
        .isEqualTo(Arrays.copyOfRange(bytes, end, bytes.length));
    assertThat(new String(bytes, ISO_8859_1)).contains("a value to be found");
  }

  /// A whole check takes a minute, whatever it is told.
  @Test
  @DisplayName("check perf begins, and its puts come in")
  void checkPerf() throws Exception {
    Process check = etcdctl.begin("check", "perf", "--load=s", "--prefix=/perf/");
    try (BufferedReader said = check.inputReader()) {
      List<String> count = List.of("get", "--prefix", "--limit=1", "--write-out=fields", "/perf/");
      Patience.until(
          "a hundred keys are there",
          () ->
              etcdctl
                  .say(count.toArray(String[]::new))
                  .lines()
                  .filter(line -> line.startsWith("\"Count\""))
                  .anyMatch(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")) >= 100));
      assertThat(check.isAlive()).isTrue();
      assertThat(said).isNotNull();
    } finally {
      check.destroyForcibly().waitFor();
    }
  }
}
