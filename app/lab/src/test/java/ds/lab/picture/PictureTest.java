package ds.lab.picture;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Context;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.scenario.Scenario;
import ds.lab.takeover.Branch;
import ds.lab.takeover.Choice;
import ds.lab.toy.Register;
import ds.lab.toy.Register.RegisterMessage;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PictureTest {

  /// Where something stands, from the left.
  private static final Pattern ACROSS = Pattern.compile(" (?:x|x1|x2|cx)=\"(-?\\d+)\"");

  private static String picture() {
    return Picture.svg(branch(new Choice(8, "crash s1")), 1, 20);
  }

  private static Branch<RegisterMessage> branch(Choice... choices) {
    var branch = new Branch<>(Register.scenario(), 1, List.of(choices));
    branch.upTo(30);
    return branch;
  }

  @Test
  @DisplayName("a picture says in words what it shows")
  void words() {
    assertThat(picture())
        .contains("<title id=\"title\">register, seed 1, steps 1 to 20</title>")
        .contains("<desc id=\"desc\">s1 crashes.</desc>")
        .contains("role=\"img\"", "aria-labelledby=\"title desc\"");
  }

  @Test
  @DisplayName("faults that begin at one moment are told one after the other, not above each other")
  void together() {
    String svg = Picture.svg(branch(new Choice(8, "crash s1"), new Choice(8, "crash s2")), 1, 20);
    assertThat(svg).contains(">s1 crashes; s2 crashes</text>");
    assertThat(svg.split("<text class=\"bad\"", -1)).hasSize(2);
  }

  @Test
  @DisplayName("every step is a point, and a message to a node that is down ends in a cross")
  void marks() {
    assertThat(picture().split("<circle class=\"(step|timer)\"", -1)).hasSize(21);
    assertThat(picture()).contains("class=\"down\"", "class=\"wound\"", "its receiver is down");
    assertThat(picture())
        .containsPattern("class=\"timer\"[^>]* r=\"5\"><title>c2&#39;s next timer runs out<");
  }

  @Test
  @DisplayName(
      "every kind of message has its colour and stands in the key; what arrives has a head")
  void arrows() {
    assertThat(picture())
        .containsPattern("class=\"arrow k0 lost\"[^>]*><title>Read")
        .containsPattern("class=\"arrow k1\"[^>]*><title>Write")
        .containsPattern("class=\"arrow k2\"[^>]*><title>Written")
        .contains(">Read</text>", ">Write</text>", ">Written</text>", ">92.471ms</text>");
    int arrived = 8;
    int kinds = 3;
    assertThat(picture().split("<line class=\"arrow k\\d\"[^>]*/>", -1))
        .hasSize(2 * arrived + kinds + 1);
  }

  @Test
  @DisplayName("a picture is as high as its rows, nothing stands beside it, and it has its ground")
  void frame() {
    assertThat(picture())
        .contains("viewBox=\"0 0 920 380\"", "<rect class=\"paper\" width=\"920\" height=\"380\"/>")
        .contains("@media (prefers-color-scheme:dark)");
    assertThat(ACROSS.matcher(picture()).results().map(it -> Integer.valueOf(it.group(1))))
        .hasSizeGreaterThan(100)
        .allSatisfy(it -> assertThat(it).isBetween(0, 920));
  }

  @Test
  @DisplayName("faults before and behind a stretch are not drawn, nor steps that were not taken")
  void stretch() {
    var branch = branch(new Choice(8, "pause s2"), new Choice(9, "resume s2"));
    assertThat(Picture.svg(branch, 1, 9)).contains("class=\"down\"", ">s2 is paused</text>");
    assertThat(Picture.svg(branch, 1, 7)).doesNotContain("class=\"down\"", "class=\"bad\"");
    assertThat(Picture.svg(branch, 12, 20)).doesNotContain("class=\"down\"", "class=\"bad\"");
    assertThat(Picture.svg(branch, 25, 99)).contains("steps 25 to 30<");
  }

  @Test
  @DisplayName("without clients, only what servers do is drawn, and takes all the room")
  void servers() {
    var branch = branch(new Choice(8, "crash c3"));
    assertThat(Picture.svg(branch, 1, 20)).contains(">c1</text>", ">c3 crashes</text>");
    String servers = Picture.ofServers(branch, 1, 20);
    assertThat(servers).contains(">s1</text>").doesNotContain(">c1</text>", "class=\"bad\"");
    int steps = servers.split("<circle class=\"(step|timer)\"", -1).length - 1;
    assertThat(steps).isBetween(1, 19);
  }

  @Test
  @DisplayName("what a node states stands above its line if there is room, and in the description")
  void facts() {
    String picture = Picture.svg(talk(), 1, 40);
    assertThat(picture.split("<circle class=\"fact\"", -1)).hasSize(41);
    assertThat(picture.split(">said \\(text again\\)</text>", -1)).hasSizeBetween(3, 10);
    assertThat(picture).contains("<desc id=\"desc\">s1 said (text again); s1 ");
  }

  @Test
  @DisplayName("what a node sends to itself is not drawn, nor has it a colour")
  void toItself() {
    assertThat(Picture.svg(talk(), 1, 40)).doesNotContain("class=\"arrow", ">Note</text>");
  }

  record Note() {}

  record Said(String text) implements Fact {}

  /// A node that hears nobody but itself, and says so each time.
  private static Branch<Note> talk() {
    Node<Note> talker =
        (_, context) -> {
          context.send(new NodeId("s1"), new Note());
          context.report(new Said("again"));
        };
    var branch =
        new Branch<>(Scenario.<Note>named("talk").servers(1, (_, _) -> talker), 1, List.of());
    branch.upTo(50);
    return branch;
  }

  @Test
  @DisplayName("no word is cut off at an edge, however late it is and however much is said")
  void edges() {
    Branch<Note> branch = sleep();
    assertThat(branch.steps()).isEqualTo(100);
    for (int steps = 1; steps <= 60; steps++) {
      String picture = Picture.svg(branch, 20, 19 + steps);
      assertThat(WORDS.matcher(picture).results())
          .hasSizeGreaterThan(2)
          .allSatisfy(it -> {
            int wide = it.group(4).length() * (it.group(1).equals("faint") ? 6 : 7);
            int before = Map.of("start", 0, "middle", wide / 2, "end", wide).get(it.group(3));
            int left = Integer.parseInt(it.group(2)) - before;
            assertThat(left).as(it.group(4)).isBetween(0, 920 - wide);
          });
    }
  }

  /// What is written, after its class, its place and which end of it stands there.
  private static final Pattern WORDS =
      Pattern.compile(
          "<text class=\"(\\w*)\" x=\"(\\d+)\" y=\"\\d+\" text-anchor=\"(\\w+)\">([^<]*)<");

  /// A node that says something long about once in three hours, and is paused once.
  private static Branch<Note> sleep() {
    Node<Note> sleeper =
        (_, context) -> {
          context.arm(
              Alarm.CLOCK, 10_000_000 * Context.MILLISECOND, 12_000_000 * Context.MILLISECOND);
          context.report(new Said("again and again"));
        };
    var branch =
        new Branch<>(
            Scenario.<Note>named("sleep").servers(1, (_, _) -> sleeper).lasting(2_000_000_000),
            1,
            List.of(new Choice(25, "pause s1"), new Choice(25, "resume s1")));
    branch.upTo(100);
    return branch;
  }

  private enum Alarm implements Timer {
    CLOCK
  }

  @Test
  @DisplayName("equal runs give equal pictures")
  void repeats() {
    assertThat(picture()).isEqualTo(picture());
  }
}
