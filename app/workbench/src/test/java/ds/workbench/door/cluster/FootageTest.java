package ds.workbench.door.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.protocol.raft.RaftFact.BecameLeader;
import ds.protocol.raft.RaftFact.Committed;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Term;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.AskIndex;
import ds.system.kv.member.MemberMessage.Calls;
import ds.system.kv.member.MemberMessage.NoIndex;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What becomes of the steps of members in a diagram. Times are milliseconds after its beginning.
class FootageTest {

  private static final NodeId ONE = new NodeId("1a");
  private static final NodeId OTHER = new NodeId("2b");

  private static final int LATER = 10_000;

  private final Trouble trouble = new Trouble(List.of("s1", "s2"));
  private final Footage footage = new Footage(List.of(ONE, OTHER), trouble, 0);

  private static long at(int millis) {
    return millis * 1_000_000L;
  }

  private void step(int millis, NodeId node, Event<MemberMessage> event) {
    step(millis, node, event, List.of());
  }

  private void step(
      int millis, NodeId node, Event<MemberMessage> event, List<Effect<MemberMessage>> did) {
    footage.stepped(new Step<>(node, event, did), at(millis));
  }

  private static Event<MemberMessage> start() {
    return new Event.Started<>(List.of());
  }

  private static Event<MemberMessage> receive(NodeId from, long ticket) {
    return new Event.Received<>(from, new AskIndex(ticket));
  }

  private static Effect<MemberMessage> send(NodeId to, long ticket) {
    return new Effect.Send<>(to, new AskIndex(ticket));
  }

  private JsonObject since(long turn) {
    return footage.since(turn, 1, at(LATER));
  }

  private JsonObject developed() {
    footage.develop(at(LATER));
    return since(0);
  }

  private static List<Integer> column(JsonObject film, String group, String name) {
    JsonArray column = film.getAsJsonObject(group).getAsJsonArray(name);
    List<Integer> numbers = new ArrayList<>();
    for (JsonElement number : column) {
      numbers.add(number.getAsInt());
    }
    return numbers;
  }

  @Test
  @DisplayName("a message is drawn from the step that sent it, though its receiver told first")
  void arrives() {
    step(3, OTHER, receive(ONE, 7));
    step(2, ONE, start(), List.of(send(OTHER, 7)));
    JsonObject film = developed();
    assertThat(column(film, "steps", "node")).containsExactly(0, 1);
    assertThat(column(film, "steps", "arrow")).containsExactly(-1, 0);
    assertThat(column(film, "arrows", "fate")).containsExactly(Film.ARRIVED);
    assertThat(column(film, "arrows", "sentStep")).containsExactly(1);
    assertThat(column(film, "arrows", "endStep")).containsExactly(2);
  }

  @Test
  @DisplayName("a message that does not arrive ends as what is known of its way says")
  void lost() {
    trouble.cut(1, 0, at(10));
    trouble.healed(0, 1, at(20));
    trouble.killed(1, at(30));
    step(1, ONE, start(), List.of(send(OTHER, 1), send(OTHER, 2)));
    step(2, OTHER, receive(ONE, 2));
    step(12, ONE, receive(ONE, 0), List.of(send(OTHER, 3)));
    step(32, ONE, receive(ONE, 0), List.of(send(OTHER, 4)));
    JsonObject film = developed();
    assertThat(column(film, "arrows", "fate"))
        .containsExactly(Film.RECEIVER_DOWN, Film.ARRIVED, Film.LOST_IN_A_CUT, Film.RECEIVER_DOWN);
    assertThat(film.getAsJsonArray("faults"))
        .extracting(it -> it.getAsJsonObject().get("text").getAsString())
        .containsExactly("s1 and s2 are cut off", "s2 is killed");
  }

  @Test
  @DisplayName("a message under way is told again when it has arrived, and nothing else is")
  void grows() {
    step(1, ONE, start(), List.of(send(OTHER, 1)));
    footage.develop(at(500));
    long seen = footage.turns();
    assertThat(column(since(0), "arrows", "fate")).containsExactly(Film.UNDER_WAY);
    step(600, OTHER, receive(ONE, 1));
    footage.develop(at(700));
    JsonObject news = since(seen);
    assertThat(column(news, "steps", "node")).containsExactly(1);
    assertThat(column(news, "arrows", "id")).containsExactly(0);
    assertThat(column(news, "arrows", "fate")).containsExactly(Film.ARRIVED);
  }

  @Test
  @DisplayName("what has just begun waits, as others may yet tell what they did before")
  void settles() {
    step(100, ONE, start());
    footage.develop(at(110));
    assertThat(since(0).getAsJsonObject("steps").getAsJsonArray("node")).isEmpty();
    footage.develop(at(130));
    assertThat(column(since(0), "steps", "node")).containsExactly(0);
  }

  @Test
  @DisplayName("clients have a row of their own, and of the facts those about leaders are told")
  void words() {
    step(
        1,
        ONE,
        new Event.Received<>(MemberMessage.FRONT, new Calls(List.of())),
        List.of(
            new Effect.Send<>(MemberMessage.FRONT, new NoIndex(1)),
            new Effect.Report<>(new Committed(new LogIndex(3))),
            new Effect.Report<>(new BecameLeader(new Term(4)))));
    JsonObject film = developed();
    assertThat(column(film, "arrows", "from")).containsExactly(2, 0);
    assertThat(column(film, "arrows", "to")).containsExactly(0, 2);
    assertThat(film.getAsJsonArray("kinds").toString()).isEqualTo("[\"Calls\",\"NoIndex\"]");
    assertThat(film.getAsJsonArray("labels").toString()).isEqualTo("[\"BecameLeader, term 4\"]");
  }

  @Test
  @DisplayName("what a step has received that is left out, no other step has")
  void receivedByNobodyElse() {
    step(0, ONE, start(), List.of(send(OTHER, 7)));
    for (int i = 1; i < 500; i++) {
      step(i, ONE, receive(ONE, i));
    }
    step(500, OTHER, receive(ONE, 7));
    JsonObject film = developed();
    assertThat(column(film, "gaps", "count")).containsExactly(1);
    assertThat(column(film, "steps", "arrow")).hasSize(500).containsOnly(-1);
    assertThat(column(film, "arrows", "fate")).containsExactly(Film.ARRIVED);
  }

  @Test
  @DisplayName("of many steps at once some are left out, which is said, and memory is bounded")
  void bounded() {
    for (int i = 1; i <= 30_000; i++) {
      step(i / 100, ONE, receive(ONE, i));
    }
    JsonObject film = developed();
    assertThat(film.getAsJsonObject("steps").getAsJsonArray("node")).hasSize(500);
    assertThat(column(film, "gaps", "count")).containsExactly(29_500);
    assertThat(column(since(footage.turns()), "gaps", "count")).isEmpty();
    for (int turn = 1; turn <= 100; turn++) {
      for (int i = 0; i < 500; i++) {
        step(LATER * turn, ONE, receive(ONE, i));
      }
      footage.develop(at(LATER * turn + 1_000));
    }
    assertThat(footage.first()).isGreaterThan(40_000);
  }
}
