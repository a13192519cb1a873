package ds.browser.remote;

import static org.assertj.core.api.Assertions.assertThat;

import ds.browser.Desk;
import ds.browser.Engine;
import ds.lab.scenario.Scenario;
import ds.lab.takeover.RunLink;
import ds.lab.takeover.Score;
import ds.scenario.Catalogue;
import ds.scenario.script.Scripts;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RemoteDeskTest {

  /// What only tests and measurements ask the engine in the page, and what it is given.
  private static final List<String> INNER = List.of("main", "hash", "run", "play", "shelve");

  private static final Desk.Stock STOCK =
      new Desk.Stock() {
        @Override
        public List<Scenario<?>> all() {
          return Catalogue.all();
        }

        @Override
        public List<String> scripts() {
          return List.of("raft/figure-8");
        }

        @Override
        public Score<?> open(RunLink link) {
          if (link.scenario().equals("deep")) {
            throw new StackOverflowError("a node without end");
          }
          return Scripts.open(link);
        }
      };

  private final RemoteDesk desk = new RemoteDesk(new Desk(STOCK));

  @Test
  @DisplayName("a page can ask whatever it can ask the engine")
  void everything() {
    for (var method : Engine.class.getMethods()) {
      boolean isAsked = method.getDeclaringClass() == Engine.class;
      if (isAsked && !INNER.contains(method.getName())) {
        assertThat(desk.module()).contains("export const " + method.getName() + " = (");
      }
    }
    assertThat(desk.module()).contains("(word0, word1) => ask('state', word0, word1);");
  }

  @Test
  @DisplayName("it is answered as the engine answers")
  void answers() {
    String opened = desk.answer("open\nraft?seed=42&at=120");
    assertThat(opened).isEqualTo(new Desk(STOCK).open("raft?seed=42&at=120"));
    assertThat(desk.answer("stateOf\n1\n120\n")).isEqualTo(desk.answer("state\n1\n120"));
    assertThat(desk.answer("act\n1\n120\ncrash s1")).contains("\"branch\":1");
  }

  @Test
  @DisplayName("whatever is asked is answered")
  void mistakes() {
    assertThat(desk.answer("")).contains("nobody knows this question");
    assertThat(desk.answer("wait\n1")).contains("nobody knows this question");
    assertThat(desk.answer("state\none\n2")).contains("expected numbers");
    assertThat(desk.answer("open\nrfat")).contains("did you mean 'raft'?");
    assertThat(desk.answer("open\ndeep")).contains("the nodes cannot be run", "StackOverflow");
  }
}
