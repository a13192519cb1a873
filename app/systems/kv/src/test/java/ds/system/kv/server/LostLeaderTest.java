package ds.system.kv.server;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.call.Answer;
import ds.system.kv.call.Request;
import ds.system.kv.call.Request.KeepAlive;
import ds.system.kv.call.Request.Read;
import ds.system.kv.call.Request.Write;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Range;
import ds.system.kv.server.FailingStorage.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A leader whose disk hangs takes what it is asked, and says nothing more: what it took is in no
/// other log, and a client that set no deadline would wait for it in vain.
@Timeout(300)
final class LostLeaderTest {

  private static final int PUTS = 20;
  private static final long LEASE = 7;

  @TempDir private Path directory;

  @Test
  @DisplayName("what a leader took to its grave is proposed again, and takes effect once")
  void writes() throws Exception {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      String leader = cluster.awaitLeader();
      String follower = cluster.follower();
      try {
        hang(cluster, leader);
        List<CompletableFuture<Answer>> heard = putAll(cluster, follower);
        List<CompletableFuture<Answer>> later = putAll(cluster, leader);
        for (CompletableFuture<Answer> answer : heard) {
          assertThat(await(answer)).isInstanceOf(Answer.Result.class);
        }
        cluster.disk(leader).begin(Trouble.NONE);
        for (CompletableFuture<Answer> answer : later) {
          assertThat(await(answer)).isInstanceOf(Answer.Result.class);
        }
      } finally {
        cluster.disk(leader).begin(Trouble.NONE);
      }
      assertThat(await(ask(cluster, follower, all())))
          .isInstanceOfSatisfying(
              Answer.Result.class,
              result ->
                  assertThat(((KvResult.Found) result.result()).items())
                      .hasSize(2 * PUTS)
                      .allMatch(entry -> entry.version() == 1));
    }
  }

  @Test
  @DisplayName("a sign of life that a leader took to its grave reaches the next one")
  void keepAlive() throws Exception {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      String leader = cluster.awaitLeader();
      String follower = cluster.follower();
      await(ask(cluster, follower, new Write(new LeaseGrant(LEASE, 60))));
      try {
        hang(cluster, leader);
        assertThat(await(ask(cluster, follower, new KeepAlive(LEASE))))
            .isInstanceOfSatisfying(
                Answer.TimeToLive.class, life -> assertThat(life.remainingSeconds()).isPositive());
      } finally {
        cluster.disk(leader).begin(Trouble.NONE);
      }
    }
  }

  /// Has the leader's disk hang, with something to write, behind which nothing leaves the leader.
  private static void hang(Cluster cluster, String leader) {
    cluster.disk(leader).begin(Trouble.FORCES_HANG);
    var unheard = ask(cluster, leader, put("last words"));
    Patience.until("the leader waits for its disk", cluster.disk(leader)::hangs);
    assertThat(unheard).isNotDone();
  }

  private static List<CompletableFuture<Answer>> putAll(Cluster cluster, String name) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < PUTS; i++) {
      answers.add(ask(cluster, name, put("k/" + name + i)));
    }
    return answers;
  }

  private static Request put(String key) {
    return new Write(Put.of(Bytes.of(key), Bytes.of("v")));
  }

  private static Request all() {
    return new Read(Range.of(KeyRange.prefix(Bytes.of("k/"))), true);
  }

  private static Answer await(CompletableFuture<Answer> answer) throws Exception {
    return answer.get(Patience.SECONDS_MAX, TimeUnit.SECONDS);
  }

  private static CompletableFuture<Answer> ask(Cluster cluster, String name, Request request) {
    var answer = new CompletableFuture<Answer>();
    cluster.server(name).gate().ask(request, answer::complete);
    return answer;
  }
}
