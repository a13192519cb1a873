package ds.system.kv.server;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.call.Answer;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Request;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.roster.ClusterMember;
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
@Timeout(300)
final class HandOverTest {

  private static final int ROUNDS = 10;

  /// A leader that has lost its place by itself hands nothing over.
  private static final int TRIES_MAX = 10 * ROUNDS;

  private static final int PUTS = 100;

  @TempDir private Path directory;

  @Test
  @DisplayName("while leadership is handed over, no write fails at any member")
  void writes() throws Exception {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      int handedOver = 0;
      for (int i = 0; i < TRIES_MAX && handedOver < ROUNDS; i++) {
        handedOver += handOver(cluster) ? 1 : 0;
      }
      assertThat(handedOver).isEqualTo(ROUNDS);
    }
  }

  /// @return whether leadership was handed over
  private static boolean handOver(Cluster cluster) throws Exception {
    String leader = cluster.awaitLeader();
    long successor = cluster.id(cluster.follower());
    CompletableFuture<Answer> move = ask(cluster, leader, new Request.MoveLeader(successor));
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < PUTS; i++) {
      for (String name : cluster.running()) {
        answers.add(ask(cluster, name, put(1_000)));
      }
    }
    for (CompletableFuture<Answer> answer : answers) {
      assertThat(answer.get(Patience.SECONDS_MAX, TimeUnit.SECONDS))
          .isInstanceOf(Answer.Result.class);
    }
    return move.get(Patience.SECONDS_MAX, TimeUnit.SECONDS) instanceof Answer.Accepted;
  }

  @Test
  @DisplayName("who asks for another leader is answered when it leads")
  void answered() throws Exception {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      for (int i = 0; i < ROUNDS; i++) {
        Gate leader = (Gate) cluster.server(cluster.awaitLeader()).gate();
        long successor = cluster.id(cluster.follower());
        var answered = new CompletableFuture<Answer>();
        var leading = new CompletableFuture<Long>();
        leader.ask(
            new Request.MoveLeader(successor),
            answer -> {
              leading.complete(leader.leader());
              answered.complete(answer);
            });
        assertThat(soon(answered)).isEqualTo(new Answer.Accepted());
        assertThat(soon(leading)).isEqualTo(successor);
      }
    }
  }

  @Test
  @DisplayName(
      "of two who ask for different leaders at once, the second hears that the leader is another")
  void twoAtOnce() throws Exception {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      String leader = cluster.awaitLeader();
      List<CompletableFuture<Answer>> moves =
          cluster.running().stream()
              .filter(name -> !name.equals(leader))
              .map(name -> ask(cluster, leader, new Request.MoveLeader(cluster.id(name))))
              .toList();
      assertThat(soon(moves.getFirst())).isEqualTo(new Answer.Accepted());
      assertThat(soon(moves.getLast())).isEqualTo(new Answer.Failed(CallError.LEADER_CHANGED));
    }
  }

  @Test
  @DisplayName("a leader that is asked for itself says yes, for a stranger or a learner no")
  void toItself() throws Exception {
    try (var cluster = Cluster.start(directory, "a")) {
      String leader = cluster.awaitLeader();
      long term = cluster.server(leader).gate().term();
      assertThat(soon(ask(cluster, leader, new Request.MoveLeader(cluster.id(leader)))))
          .isEqualTo(new Answer.Accepted());
      assertThat(soon(ask(cluster, leader, new Request.MoveLeader(9))))
          .isInstanceOf(Answer.Refused.class);
      var learner = new ClusterMember(8, "", List.of("http://127.0.0.1:1"), List.of());
      assertThat(soon(ask(cluster, leader, new Request.MemberRequest.Add(learner, true))))
          .isInstanceOf(Answer.Members.class);
      assertThat(soon(ask(cluster, leader, new Request.MoveLeader(8))))
          .isInstanceOf(Answer.Refused.class);
      assertThat(cluster.server(leader).gate().term()).isEqualTo(term);
    }
  }

  @Test
  @DisplayName(
      "a successor that is not there does not lead: who asked for it is told after a while")
  void absent() throws Exception {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      String leader = cluster.awaitLeader();
      String absent = cluster.follower();
      long id = cluster.id(absent);
      cluster.stop(absent);
      assertThat(soon(ask(cluster, leader, new Request.MoveLeader(id))))
          .isEqualTo(new Answer.Failed(CallError.TIMED_OUT));
      assertThat(soon(ask(cluster, leader, put(1)))).isInstanceOf(Answer.Result.class);
    }
  }

  @Test
  @DisplayName("a successor that is not there holds up the next one only until it is given up")
  void afterAbsent() throws Exception {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      String leader = cluster.awaitLeader();
      String absent = cluster.follower();
      long id = cluster.id(absent);
      cluster.stop(absent);
      var first = ask(cluster, leader, new Request.MoveLeader(id));
      var next = ask(cluster, leader, new Request.MoveLeader(cluster.id(cluster.follower())));
      assertThat(soon(next)).isEqualTo(new Answer.Accepted());
      assertThat(soon(first)).isEqualTo(new Answer.Failed(CallError.TIMED_OUT));
    }
  }

  private static <T> T soon(CompletableFuture<T> future) throws Exception {
    return future.get(Patience.SECONDS_MAX, TimeUnit.SECONDS);
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
