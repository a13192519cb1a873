package ds.lab.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small histories of our own making, one for each point, in every dialect and of every model.
class RecordedHistoriesTest {

  static Stream<List<String>> rows() {
    return lines("expected.tsv").stream().skip(1).map(line -> List.of(line.split("\t")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  @DisplayName("judged as expected:")
  void judged(List<String> row) {
    Verdicts<?, ?, ?> verdicts = Verdicts.of(row.get(1), lines(row.getFirst()));
    assertThat(Verdicts.word(verdicts.linearizable())).isEqualTo(row.get(2));
    assertThat(Verdicts.word(verdicts.linearizableAsAWhole())).isEqualTo(row.get(2));
    assertThat(Verdicts.word(verdicts.sequential())).isEqualTo(row.get(3));
    if (!row.get(4).equals("-")) {
      assertThat(Verdicts.word(verdicts.session())).isEqualTo(row.get(4));
    }
  }

  private static List<String> lines(String name) {
    try (InputStream file = RecordedHistoriesTest.class.getResourceAsStream("/histories/" + name)) {
      assertThat(file).as(name).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
