package ds.system.kv.server;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import ds.system.kv.call.Answer;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Reply;
import ds.system.kv.call.Request;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.member.MemberMessage.Replies;
import ds.system.kv.store.Search;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong with one call is answered, and no affair of the others or of the member.
@Timeout(300)
final class StrandedTest {

  private static final Request PUT = new Request.Write(Put.of(Bytes.of("k"), Bytes.of("v")));

  @TempDir private Path directory;

  @Test
  @DisplayName("an answer that cannot be given strands nobody, and does not end the member")
  void waiter() throws Exception {
    try (var cluster = Cluster.start(directory, "a")) {
      Gate gate = (Gate) cluster.server("a").gate();
      for (int i = 0; i < 10; i++) {
        gate.ask(
            PUT,
            _ -> {
              throw new IllegalStateException("broken on purpose");
            });
      }
      assertThat(soon(ask(gate, PUT))).isInstanceOf(Answer.Result.class);
      assertThat(cluster.end("a")).isNotDone();
    }
  }

  @Test
  @DisplayName("a search that fails is answered")
  void search() throws Exception {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      String leader = cluster.awaitLeader();
      String absent = cluster.follower();
      long id = cluster.id(absent);
      cluster.stop(absent);
      Gate gate = (Gate) cluster.server(leader).gate();
      CompletableFuture<Answer> waits = ask(gate, new Request.MoveLeader(id));

      Answer broken = new Answer.Unsearched(nothing());
      List<Reply> forAny =
          LongStream.range(0, 1_000).mapToObj(call -> new Reply(call, broken)).toList();
      gate.receive(new NodeId("a"), new Replies(forAny));
      assertThat(soon(waits)).isEqualTo(new Answer.Failed(CallError.BROKEN));
    }
  }

  /// A search in nothing at all.
  @SuppressWarnings("NullAway")
  private static Search nothing() {
    return null;
  }

  private static CompletableFuture<Answer> ask(Gate gate, Request request) {
    var answer = new CompletableFuture<Answer>();
    gate.ask(request, answer::complete);
    return answer;
  }

  private static Answer soon(CompletableFuture<Answer> answer) throws Exception {
    return answer.get(Patience.SECONDS_MAX, TimeUnit.SECONDS);
  }
}
