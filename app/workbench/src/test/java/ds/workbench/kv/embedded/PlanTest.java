package ds.workbench.kv.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.bootstrap.Identity;
import ds.system.kv.bootstrap.Identity.Past;
import ds.system.kv.server.ServerSettings.Tuning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

  private static final Path FOLDER = Path.of("some/kv.data");

  @Test
  @DisplayName("clients find the members a hundred ports apart, on this machine alone")
  void endpoints() {
    assertThat(new Plan(3, FOLDER, 2379).endpoints())
        .isEqualTo("127.0.0.1:2379,127.0.0.1:2479,127.0.0.1:2579");
  }

  @Test
  @DisplayName("a plan has all of its ports or none: those of members, too")
  void takenPort() throws IOException {
    Plan free = Elsewhere.plan(FOLDER);
    assertThat(free.isFree()).isTrue();
    for (int port : new int[] {free.port(), free.port() + 201}) {
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(free.isFree()).as("with %d taken", port - free.port()).isFalse();
      }
    }
  }

  @Test
  @DisplayName("the last port of the last member is a port")
  void possible() {
    assertThat(new Plan(3, FOLDER, 65_334).isPossible()).isTrue();
    assertThat(new Plan(3, FOLDER, 65_335).isPossible()).isFalse();
    assertThat(new Plan(1, FOLDER, 65_534).isPossible()).isTrue();
    assertThat(new Plan(1, FOLDER, 0).isPossible()).isFalse();
  }

  @Test
  @DisplayName("a single member has nobody to find; several must be as many, at the same ports")
  void servesDataOf() {
    var one = new Plan(1, FOLDER, 2379);
    assertThat(new Plan(1, FOLDER, 3379).servesDataOf(one)).isTrue();
    assertThat(new Plan(2, FOLDER, 2379).servesDataOf(one)).isFalse();
    var three = new Plan(3, FOLDER, 2379);
    assertThat(three.servesDataOf(three)).isTrue();
    assertThat(new Plan(3, FOLDER, 3379).servesDataOf(three)).isFalse();
  }

  @Test
  @DisplayName("a plan has no place where a member has lost its folder")
  void lost(@TempDir Path folder) throws IOException {
    Plan plan = Elsewhere.begun(folder.resolve("data"));
    assertThat(plan.obstacle()).isEmpty();
    Elsewhere.lose(plan.data().resolve("s1"));
    assertThat(plan.obstacle()).contains(plan.data() + " has lost s1, which others count on");
  }

  @Test
  @DisplayName("of a cluster whose first start was broken off, nobody is lost")
  void brokenOff(@TempDir Path folder) throws IOException {
    Plan plan = Elsewhere.plan(folder);
    try (var cluster = new EmbeddedCluster(plan, Tuning.DEFAULT, (_, _) -> {})) {
      cluster.start("s2");
    }
    assertThat(Identity.past(folder.resolve("s1"))).isEqualTo(Past.NONE);
    assertThat(Identity.past(folder.resolve("s2"))).isEqualTo(Past.BEGUN);
    assertThat(LostFolders.of(plan)).isEmpty();
  }

  @Test
  @DisplayName("a folder in which no member was begun says nothing")
  void unbegun(@TempDir Path folder) throws IOException {
    assertThat(new Plan(3, folder.resolve("none"), 2379).others()).isEmpty();
    Files.createDirectories(folder.resolve("data/s1"));
    assertThat(new Plan(3, folder.resolve("data"), 2379).others()).isEmpty();
    assertThat(folder.resolve("data/s1")).isEmptyDirectory();
  }

  @Test
  @DisplayName(
      "a plan serves no members but its own, whatever they are called and wherever they lie")
  void others(@TempDir Path folder) throws IOException {
    Plan three = Elsewhere.plan(folder.resolve("data"));
    Elsewhere.begin(three);
    assertThat(three.others()).isEmpty();

    Elsewhere.begin("a", three.data().resolve("s2"));
    assertThat(three.others())
        .contains(new Plan.Begun(three.data().resolve("s2"), Optional.empty()));
    assertThat(three.others().orElseThrow().words())
        .isEqualTo(three.data().resolve("s2") + " holds a member of another cluster");
  }

  @Test
  @DisplayName("why a plan has no place here is said: others' ports, or others' data")
  void obstacle(@TempDir Path folder) throws IOException {
    Plan three = Elsewhere.plan(folder.resolve("data"));
    assertThat(three.obstacle()).isEmpty();
    Elsewhere.begin(new Plan(5, three.data(), three.port()));
    assertThat(three.obstacle())
        .contains(three.data() + " holds 5 members at port " + three.port());
    try (var _ = new ServerSocket(three.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(three.obstacle()).contains("the ports from " + three.port() + " on are taken");
    }
  }
}
