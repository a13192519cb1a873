package ds.system.kv.server;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.call.Answer;
import ds.system.kv.call.Request;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Operation.Put;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Members are asked directly, as a client's library would try again by itself.
@Timeout(120)
final class HandOverTest {

  private static final int ROUNDS = 10;
  private static final int PUTS = 100;

  @TempDir private Path directory;

  @Test
  @DisplayName("while leadership is handed over, no write fails at any member")
  void writes() throws Exception {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      for (int round = 0; round < ROUNDS; round++) {
        String leader = cluster.awaitLeader();
        long successor = cluster.id(cluster.follower());
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        answers.add(ask(cluster, leader, new Request.MoveLeader(successor)));
        for (int i = 0; i < PUTS; i++) {
          for (String name : cluster.running()) {
            answers.add(ask(cluster, name, put(1_000)));
          }
        }
        for (CompletableFuture<Answer> answer : answers) {
          assertThat(answer.get(Patience.SECONDS_MAX, TimeUnit.SECONDS))
              .isInstanceOfAny(Answer.Result.class, Answer.Accepted.class);
        }
      }
    }
  }

  /// More than fits into one frame comes together behind the first of them.
  @Test
  @DisplayName("large writes that come together at a member that follows are taken")
  void largeWrites() throws Exception {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      String follower = cluster.follower();
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(ask(cluster, follower, put(1_000_000)));
      }
      int taken = 0;
      for (CompletableFuture<Answer> answer : answers) {
        if (answer.get(Patience.SECONDS_MAX, TimeUnit.SECONDS) instanceof Answer.Result) {
          taken++;
        }
      }
      assertThat(taken).as("writes that were not refused").isGreaterThanOrEqualTo(10);
    }
  }

  private static Request put(int length) {
    return new Request.Write(Put.of(Bytes.of("key"), Bytes.of("x".repeat(length))));
  }

  private static CompletableFuture<Answer> ask(Cluster cluster, String name, Request request) {
    var answer = new CompletableFuture<Answer>();
    cluster.server(name).gate().ask(request, answer::complete);
    return answer;
  }
}
