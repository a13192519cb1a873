package ds.lab.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import ds.lab.mirror.Field.Items;
import ds.lab.mirror.Field.Part;
import ds.lab.mirror.Field.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"unused", "FieldCanBeLocal"}) // the fields are read by their names
class MirrorTest {

  private record Term(long number) {}

  private static final class Clockwork {
    private long ticks = 3;
    private final Clockwork itself = this;
  }

  private static final class Machine {
    private final NodeId self = new NodeId("s1");
    private final long limit = 7;
    private final Clockwork clockwork = new Clockwork();
    private final Clockwork same = clockwork;
    private final Supplier<String> voice = "tick"::toString;
    private final List<Term> log =
        new ArrayList<>(IntStream.range(0, 60).mapToObj(Term::new).toList());
    private final Map<String, Term> votes = new TreeMap<>(Map.of("s2", new Term(4)));
    private Optional<Term> vote = Optional.empty();
    private Term term = new Term(4);
  }

  @Test
  @DisplayName("what can change is shown, in the order of the names, and each part once")
  void fields() {
    List<Field> fields = new Mirror().of(new Machine());
    assertThat(fields.stream().map(Field::name))
        .containsExactly("log", "term", "vote", "votes", "clockwork");
    assertThat(fields.get(1)).isEqualTo(new Plain("term", "Term(number 4)"));
    assertThat(fields.get(3)).isEqualTo(new Items("votes", List.of("s2: Term(number 4)"), 0, 1));
    assertThat(fields.get(4))
        .isEqualTo(new Part("clockwork", "Clockwork", List.of(new Plain("ticks", "3"))));
  }

  @Test
  @DisplayName("of a long collection the end is shown")
  void end() {
    var log = (Items) new Mirror().of(new Machine()).getFirst();
    assertThat(log.from()).isEqualTo(10);
    assertThat(log.size()).isEqualTo(60);
    assertThat(log.items()).hasSize(50).endsWith("Term(number 59)");
  }

  @Test
  @DisplayName("a field that is new differs from what it was")
  void changes() {
    var mirror = new Mirror();
    var machine = new Machine();
    List<Field> before = mirror.of(machine);
    machine.clockwork.ticks++;
    assertThat(mirror.of(machine)).isNotEqualTo(before);
  }
}
