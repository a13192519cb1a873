package ds.lab.history.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever a file holds, the answer is a history or the line that is wrong, with what stands there
/// and what should.
class MalformedHistoryTest {

  private static final String INVOKE = "{'process':0,'type':'invoke','f':'write','value':1}";

  @ParameterizedTest
  @DisplayName("the first line")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello | 'hello' | a history: JSON lines, {:process …} lines, or a Jepsen log",
        "[1] | '[1]' | a history: JSON lines, {:process …} lines, or a Jepsen log",
        "{ | the end of the line at column 2 | a field name in quotes",
        "{'process':0 | the end of the line at column 13 | ',' or '}'",
        "{'process':0,} | '}' at column 14 | a value after ','",
        "{'process' 0} | '0}' at column 12 | ':'",
        "{'process':0} x | 'x' at column 15 | the end of the line",
        "{'process':zero} | 'zero}' at column 12 | a value",
        "{'process':0,'process':1} | the field \"process\" twice | each field once",
        "{'process':'0 | the end of the line at column 14 | '\"' at the end of a string",
        "{'f':'\\x'} | 'x\"}' at column 8 | an escape such as \\n or \\u0041",
        "{'f':'\\u12G4'} | 'u12G4\"}' at column 8 | an escape such as \\n or \\u0041",
        "{'type':'ok'} | no field \"process\" | it, with a text or a number",
        "{'process':[],'type':'ok'} | [] in the field \"process\" | a text or a number",
        "{'process':0,'type':'maybe','f':'read'} | the type \"maybe\" "
            + "| \"invoke\", \"ok\", \"fail\" or \"info\"",
        "{'process':0,'type':'invoke','f':'push'} | the operation \"push\" | read, write or cas",
        "{'process':0,'type':'invoke','f':'write'} | no field \"value\" "
            + "| it, with a text or a number",
        "{'process':0,'type':'invoke','f':'cas','value':[1]} "
            + "| [\"1\"] in the field \"value\" | a list of two",
        "{'process':0,'type':'invoke','f':'cas','value':[1,{}]} "
            + "| [\"1\", {}] in the field \"value\" | a list of texts or numbers",
        "{'process':0,'type':'ok','f':'read'} | the end of an operation of process 0 "
            + "| its invocation first",
        "{'process':0,'type':'invoke','f':'read','time':'noon'} "
            + "| \"noon\" in the field \"time\" | an integer",
        "{'process':[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]} "
            + "| more than 16 levels of brackets | two levels",
        "{:process 0 :type} | '}' at column 18 | a value",
        "{:process 0, 'type' ok} | 'ok}' at column 21 | a value",
        "INFO  jepsen.util - 0\t:invoke | 2 columns "
            + "| process, type, function and value after 'jepsen.util - '",
      })
  void firstLine(String line, String found, String expected) {
    assertThat(read(line.replace('\'', '"')))
        .isEqualTo(new Reading.Malformed<>(1, found.strip(), expected.strip()));
  }

  @ParameterizedTest
  @DisplayName("a line after an invocation in line 1")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'process':0,'type':'invoke','f':'read'} "
            + "| a second invocation by process 0 | the end of the one in line 1",
        "{'process':0,'type':'ok','f':'read','value':1} | the end of \"read\" "
            + "| that of \"write\", which was invoked in line 1",
        "{'process':1,'type':'invoke','f':'read','time':5} | a time "
            + "| times on all lines or on none",
      })
  void laterLine(String line, String found, String expected) {
    assertThat(read(INVOKE.replace('\'', '"'), "", line.replace('\'', '"')))
        .isEqualTo(new Reading.Malformed<>(3, found.strip(), expected.strip()));
  }

  @Test
  @DisplayName("a time that runs backwards")
  void backwards() {
    assertThat(
            read(
                "{\"process\":0,\"type\":\"invoke\",\"f\":\"read\",\"time\":7}",
                "{\"process\":1,\"type\":\"invoke\",\"f\":\"read\",\"time\":6}"))
        .isEqualTo(new Reading.Malformed<>(2, "the time 6", "no time before 7"));
  }

  @Test
  @DisplayName("a file without an operation")
  void empty() {
    var expected = new Reading.Malformed<>(1, "no operation", "a history, one event on a line");
    assertThat(read()).isEqualTo(expected);
    assertThat(read("", "  ")).isEqualTo(expected);
  }

  @Test
  @DisplayName("a line of a million characters")
  void longLine() {
    assertThat(read("{" + " ".repeat(1 << 20))).isInstanceOf(Reading.Malformed.class);
  }

  @Test
  @DisplayName("what is shown of a hostile line cannot command a terminal")
  void controlCharacters() {
    assertThat(read("\u001B[2J\u0007\u2028" + "x".repeat(500)))
        .isInstanceOfSatisfying(
            Reading.Malformed.class,
            malformed ->
                assertThat(malformed.found())
                    .doesNotContain("\u001B", "\u0007")
                    .hasSizeLessThan(90));
  }

  @Test
  @DisplayName("a hundred thousand damaged lines end in an answer")
  void damaged() {
    var random = new Random(7);
    List<String> sound =
        List.of(
            "{\"process\":0,\"type\":\"invoke\",\"f\":\"cas\",\"value\":[1,\"\\u0041\"]}",
            "{:process 0, :type :invoke, :f :write, :value \"a\"}",
            "INFO  jepsen.util - 0\t:invoke\t:cas\t[0 3]");
    for (int i = 0; i < 100_000; i++) {
      byte[] line = sound.get(i % 3).getBytes(StandardCharsets.UTF_8);
      for (int damage = random.nextInt(4); damage >= 0; damage--) {
        line[random.nextInt(line.length)] = (byte) random.nextInt(256);
      }
      String text = new String(line, 0, random.nextInt(line.length) + 1, StandardCharsets.UTF_8);
      assertThat(read(text)).isNotNull();
    }
  }

  private static Reading<?, ?> read(String... lines) {
    return HistoryReader.read(Vocabulary.register(), Stream.of(lines).toList());
  }
}
