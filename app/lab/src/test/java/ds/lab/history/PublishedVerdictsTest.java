package ds.lab.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Histories of real systems with published verdicts. They are not ours to copy, so they are read
/// from the folder that `DS_HISTORIES` names, with a table `expected.tsv`.
class PublishedVerdictsTest {

  @Test
  @DisplayName("every history is judged as published, by key and as a whole")
  void published() throws IOException {
    Path folder = folder();
    for (List<String> row : rows(folder)) {
      Verdicts<?, ?, ?> verdicts = read(folder, row);
      String expected = row.get(3).equals("true") ? "pass" : "fail";
      assertThat(Verdicts.word(verdicts.linearizable())).as(row.getFirst()).isEqualTo(expected);
      assertThat(Verdicts.word(verdicts.linearizableAsAWhole()))
          .as(row.getFirst())
          .isEqualTo(expected);
    }
  }

  static Path folder() {
    String name = System.getenv("DS_HISTORIES");
    assumeTrue(
        name != null && Files.isReadable(Path.of(name, "expected.tsv")),
        "DS_HISTORIES names no folder with published histories");
    return Path.of(name);
  }

  static List<List<String>> rows(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("expected.tsv")).stream()
        .skip(1)
        .map(line -> List.of(line.split("\t")))
        .toList();
  }

  static Verdicts<?, ?, ?> read(Path folder, List<String> row) throws IOException {
    String model = row.get(1).startsWith("kv") ? "kv" : "register";
    return Verdicts.of(model, Files.readAllLines(folder.resolve(row.getFirst())));
  }
}
