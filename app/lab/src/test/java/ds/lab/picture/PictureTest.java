package ds.lab.picture;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.takeover.Branch;
import ds.lab.takeover.Choice;
import ds.lab.toy.Register;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PictureTest {

  private static String picture() {
    var branch = new Branch<>(Register.scenario(), 1, List.of(new Choice(8, "crash s1")));
    branch.upTo(30);
    return Picture.svg(branch, 1, 20);
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
  @DisplayName("every step is a point, and a message to a node that is down ends in a cross")
  void marks() {
    assertThat(picture().split("<circle class=\"(step|timer)\"", -1)).hasSize(21);
    assertThat(picture()).contains("class=\"down\"", "class=\"wound\"", "its receiver is down");
  }

  @Test
  @DisplayName("without clients, only what servers do is drawn, and takes all the room")
  void servers() {
    var branch = new Branch<>(Register.scenario(), 1, List.of());
    branch.upTo(30);
    assertThat(Picture.svg(branch, 1, 20)).contains(">c1</text>");
    String servers = Picture.ofServers(branch, 1, 20);
    assertThat(servers).contains(">s1</text>").doesNotContain(">c1</text>");
    int steps = servers.split("<circle class=\"(step|timer)\"", -1).length - 1;
    assertThat(steps).isBetween(1, 19);
  }

  @Test
  @DisplayName("equal runs give equal pictures")
  void repeats() {
    assertThat(picture()).isEqualTo(picture());
  }
}
