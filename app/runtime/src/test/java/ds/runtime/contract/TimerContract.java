package ds.runtime.contract;

import static ds.core.Context.MILLISECOND;
import static ds.runtime.contract.Actor.all;
import static ds.runtime.contract.Actor.arm;
import static ds.runtime.contract.Actor.disarm;
import static ds.runtime.contract.Actor.note;
import static ds.runtime.contract.WorldUnderTest.A;
import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.contract.Actor.Act;
import ds.runtime.contract.Actor.Note;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What is promised of clocks and timers.
final class TimerContract {

  static final List<Behaviour> BEHAVIOURS =
      List.of(
          Behaviour.ofOne("a timer rings once, and not before its time", TimerContract::notEarly),
          Behaviour.ofOne("timers ring in the order of their times", TimerContract::inOrder),
          Behaviour.ofOne("an equal timer is replaced", TimerContract::replaced),
          Behaviour.ofOne("a disarmed timer does not ring", TimerContract::disarmed),
          Behaviour.ofOne("a timer that rang may be armed again", TimerContract::again),
          Behaviour.ofOne("a timer of no time rings after the step", TimerContract::afterTheStep),
          Behaviour.ofOne("a crash forgets all timers", TimerContract::forgotten));

  private TimerContract() {}

  private static void notEarly(WorldUnderTest world) {
    var random = new Random(1);
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      waits.add(random.nextLong(3 * MILLISECOND));
      world.tell(A, all(note("armed " + i), arm("" + i, waits.getLast())));
    }
    world.await(A, "all bells", notes -> notes.size() > 2 * waits.size());
    world.linger(A);
    for (int i = 0; i < waits.size(); i++) {
      long waited = clock(world, "bell " + i) - clock(world, "armed " + i);
      assertThat(waited).as("wait of timer %s", i).isGreaterThanOrEqualTo(waits.get(i));
    }
  }

  /// What the clock showed at the only note of this text.
  private static long clock(WorldUnderTest world, String text) {
    List<Note> found = world.notes(A).stream().filter(it -> it.text().equals(text)).toList();
    assertThat(found).as(text).hasSize(1);
    return found.getFirst().clock();
  }

  /// A real node may be held up between one arming and the next, so what counts are the times that
  /// its clock showed before and after each.
  private static void inOrder(WorldUnderTest world) {
    Map<String, Long> waits = new LinkedHashMap<>();
    waits.put("third", 3 * MILLISECOND);
    waits.put("first", MILLISECOND);
    waits.put("fourth", 4 * MILLISECOND);
    waits.put("second", 2 * MILLISECOND);
    List<Act> acts = new ArrayList<>();
    waits.forEach((name, wait) -> {
      acts.add(note("before " + name));
      acts.add(arm(name, wait));
      acts.add(note("after " + name));
    });
    world.tell(A, all(acts.toArray(Act[]::new)));
    world.await(A, "all bells", _ -> bells(world).size() == waits.size());
    List<String> bells = bells(world);
    assertThat(bells).containsExactlyInAnyOrderElementsOf(waits.keySet());
    for (int i = 1; i < bells.size(); i++) {
      String earlier = bells.get(i - 1);
      String later = bells.get(i);
      assertThat(clock(world, "before " + earlier) + waits.get(earlier))
          .as("%s rings before %s", earlier, later)
          .isLessThanOrEqualTo(clock(world, "after " + later) + waits.get(later));
    }
  }

  private static List<String> bells(WorldUnderTest world) {
    return world.texts(A).stream()
        .filter(it -> it.startsWith("bell "))
        .map(it -> it.substring("bell ".length()))
        .toList();
  }

  private static void replaced(WorldUnderTest world) {
    world.tell(A, all(arm("y", MILLISECOND), arm("x", MILLISECOND), arm("x", 3 * MILLISECOND)));
    world.tell(A, all(arm("z", 0), arm("z", 4 * MILLISECOND)));
    world.await(A, "bell z");
    assertThat(world.texts(A)).containsExactly("started []", "bell y", "bell x", "bell z");
  }

  private static void disarmed(WorldUnderTest world) {
    world.tell(A, all(arm("x", 0), disarm("x"), disarm("never armed")));
    world.linger(A);
    assertThat(world.texts(A)).hasSize(2).doesNotContain("bell x");
    long wait = MILLISECOND;
    while (!isDisarmedInTime(world, wait)) {
      wait *= 2;
    }
  }

  /// In a later step, for which a real node may be late.
  private static boolean isDisarmedInTime(WorldUnderTest world, long wait) {
    String bell = "of " + wait;
    world.tell(A, arm(bell, wait));
    world.tell(A, all(disarm(bell), note("disarmed " + bell), arm("end of " + wait, 2 * wait)));
    world.await(A, "bell end of " + wait);
    List<String> texts = world.texts(A);
    int disarmed = texts.indexOf("disarmed " + bell);
    assertThat(texts.subList(disarmed, texts.size())).doesNotContain("bell " + bell);
    return !texts.subList(0, disarmed).contains("bell " + bell);
  }

  private static void again(WorldUnderTest world) {
    for (int i = 1; i <= 3; i++) {
      int rings = i;
      world.tell(A, arm("x", 0));
      world.await(
          A,
          "ring " + i,
          notes -> notes.stream().filter(it -> it.text().equals("bell x")).count() == rings);
    }
    world.linger(A);
    assertThat(world.texts(A).subList(0, 4))
        .containsExactly("started []", "bell x", "bell x", "bell x");
    assertThat(world.texts(A)).hasSize(5);
  }

  private static void afterTheStep(WorldUnderTest world) {
    Act act = all(arm("x", 0), note("the end of the step"));
    world.tell(A, act);
    world.await(A, "bell x");
    assertThat(world.texts(A)).containsExactly("started []", "the end of the step", "bell x");
  }

  private static void forgotten(WorldUnderTest world) throws Exception {
    world.tell(A, arm("x", MILLISECOND));
    world.crash(A);
    int before = world.notes(A).size();
    world.recovered(A);
    world.linger(A);
    assertThat(world.texts(A).subList(before, before + 2))
        .satisfiesExactly(
            start -> assertThat(start).startsWith("started"),
            pause -> assertThat(pause).startsWith("bell pause"));
  }
}
