package ds.lab.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.Event.TimerFired;
import ds.core.Step;
import ds.lab.run.Run;
import ds.lab.script.stage.Mistake;
import ds.lab.simulation.Hand;
import ds.lab.takeover.Arrow.Fate;
import ds.lab.toy.Register;
import ds.lab.toy.Register.RegisterMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BranchTest {

  private static final int NODES = 5;

  private final Branch<RegisterMessage> branch = branch();

  private static Branch<RegisterMessage> branch(Choice... choices) {
    return new Branch<>(Register.scenario(), 1, List.of(choices));
  }

  @Test
  @DisplayName("without a hand, a branch takes the steps of the run, in whatever portions")
  void portions() {
    long steps = new Run<>(Register.scenario(), 1).toEnd().steps();
    for (int i = 0; !branch.isOver(); i += 7) {
      branch.upTo(i);
    }
    assertThat(branch.steps()).isEqualTo(steps).isGreaterThan(20);
    assertThat(branch.tape().shots()).hasSize((int) steps);
    assertThat(branch.run().judge().violation())
        .isEqualTo(new Run<>(Register.scenario(), 1).toEnd().violation());
  }

  @Test
  @DisplayName("each message that arrives is one that was sent before")
  void arrows() {
    branch.upTo(1_000);
    for (Tape.Shot<RegisterMessage> shot : branch.tape().shots().subList(NODES, 40)) {
      if (shot.arrow() >= 0) {
        Arrow<RegisterMessage> arrow = branch.tape().arrows().get(shot.arrow());
        assertThat(arrow.fate()).isEqualTo(Fate.ARRIVED);
        assertThat(arrow.end()).isEqualTo(shot.time());
        assertThat(arrow.sentStep()).isLessThan(arrow.endStep());
        assertThat(arrow.envelope().to().id()).isEqualTo(shot.step().node());
      }
    }
  }

  @Test
  @DisplayName("a message is delivered now, dropped, doubled, delayed")
  void messages() {
    branch.upTo(8);
    Hand<RegisterMessage> hand = branch.run().course().hand();
    List<Hand.Flight<RegisterMessage>> flights = hand.flights();
    assertThat(flights).hasSizeGreaterThan(2);
    Hand.Flight<RegisterMessage> last = flights.getLast();
    branch.act("deliver " + last.id());
    assertThat(branch.steps()).isEqualTo(9);
    assertThat(branch.tape().shots().getLast().time()).isLessThan(last.due());
    assertThatThrownBy(() -> branch.act("drop " + last.id())).isInstanceOf(Mistake.class);

    branch.act("drop " + flights.get(0).id());
    assertThat(branch.tape().arrows())
        .filteredOn(it -> it.fate() == Fate.DROPPED_BY_HAND)
        .hasSize(1);

    int underWay = hand.flights().size();
    branch.act("duplicate " + flights.get(1).id());
    branch.act("delay " + flights.get(1).id() + " 300ms");
    assertThat(hand.flights()).hasSize(underWay + 1);
    assertThat(hand.flights().getLast().due()).isEqualTo(flights.get(1).due() + 300_000_000L);
  }

  @Test
  @DisplayName("nodes crash, restart, pause and resume; links are cut and healed one by one")
  void faults() {
    branch.upTo(8);
    branch.act("crash s1");
    assertThatThrownBy(() -> branch.act("crash s1")).hasMessage("s1 is down");
    branch.act("restart s1");
    assertThatThrownBy(() -> branch.act("restart s1")).hasMessage("s1 is not down");
    branch.act("pause s2");
    branch.act("resume s2");
    branch.act("isolate s2");
    branch.act("heal c1 s2");
    assertThatThrownBy(() -> branch.act("heal c1 s2")).hasMessageContaining("is cut");
    branch.act("heal c2 s2");
    branch.act("heal");
    assertThat(branch.run().course().world().active()).isEmpty();
    branch.act("cut s1 to s2");
    assertThat(branch.tape().spells().getLast().fault().begins()).contains("s1 -x-> s2");
  }

  @Test
  @DisplayName("equal links make equal runs, and a visit sees what the branch saw")
  void repeats() {
    branch.upTo(8);
    branch.act("crash s1");
    branch.upTo(12);
    branch.act("restart s1");
    branch.upTo(20);
    Branch<RegisterMessage> again = branch(branch.choices().toArray(new Choice[0]));
    again.upTo(20);
    assertThat(steps(again)).isEqualTo(steps(branch));

    var visit = new Visit<>(branch);
    List<Long> times = new ArrayList<>();
    for (long step : new long[] {20, 10, 15}) {
      visit.to(step, hand -> times.add(hand.world().now()));
    }
    assertThat(times).containsExactly(timeOf(20), timeOf(10), timeOf(15));
  }

  @Test
  @DisplayName("a deed that is a step belongs to the moment after it, any other to its own")
  void moments() {
    branch.upTo(8);
    branch.act("pause s2");
    branch.act("deliver " + toFirstServer());
    assertThat(branch.choicesUpTo(7)).isEmpty();
    assertThat(branch.choicesUpTo(8)).containsExactly(new Choice(8, "pause s2"));
    assertThat(branch.choicesUpTo(9)).hasSize(2);
    var visit = new Visit<>(branch);
    List<Long> steps = new ArrayList<>();
    visit.to(8, hand -> steps.add(hand.world().steps()));
    visit.to(9, hand -> steps.add(hand.world().steps()));
    assertThat(steps).containsExactly(8L, 9L);
  }

  @Test
  @DisplayName("a free client calls what a hand chose, and the judge hears of it")
  void calls() {
    branch.upTo(NODES);
    branch.act("call c2 put 77");
    Step<RegisterMessage> step = branch.tape().shots().getLast().step();
    assertThat(step.node()).hasToString("c2");
    assertThat(step.event()).hasToString("TimerFired[timer=ChosenCall[operation=Put[number=77]]]");
    assertThat(step.effects()).hasSize(4).last().asString().contains("Write[number=77]");
    assertThat(branch.run().watch().taker().history().operations())
        .last()
        .asString()
        .contains("c2", "Put[number=77]");
    assertThatThrownBy(() -> branch.act("call c2 get")).hasMessageContaining("c2 waits for an");
    assertThatThrownBy(() -> branch.act("call s1 get")).hasMessageContaining("s1 cannot be told");
    assertThatThrownBy(() -> branch.act("call c3 got")).hasMessageContaining("put NUMBER, get");
    assertThatThrownBy(() -> branch.act("call c3 put 1;2")).hasMessageContaining("without ; and |");
    branch.act("crash c3");
    assertThatThrownBy(() -> branch.act("call c3 get")).hasMessage("c3 is down");
    assertThat(branch.choices()).hasSize(2);
    int before = branch.tape().shots().size();
    branch.upTo(before + 20);
    assertThat(branch.tape().shots().subList(before, before + 20))
        .as("the client goes on when it was answered")
        .anyMatch(it -> it.step().node().name().equals("c2") && it.step().effects().size() == 2);
  }

  @Test
  @DisplayName("what was due while a hand let time pass happens late, and is not forgotten")
  void late() {
    branch.upTo(NODES);
    Hand<RegisterMessage> hand = branch.run().course().hand();
    hand.world().advance(50_000_000L);
    branch.upTo(NODES + 3);
    assertThat(branch.tape().shots().subList(NODES, NODES + 3))
        .allMatch(it -> it.time() == 50_000_000L && it.step().event() instanceof TimerFired);
  }

  /// A message to a node that is not paused.
  private long toFirstServer() {
    return branch.run().course().hand().flights().stream()
        .filter(it -> !it.envelope().to().isPaused())
        .findFirst()
        .orElseThrow()
        .id();
  }

  private long timeOf(int step) {
    return branch.tape().shots().get(step - 1).time();
  }

  private static List<String> steps(Branch<?> branch) {
    return branch.tape().shots().stream().map(it -> it.time() + " " + it.step()).toList();
  }
}
