package ds.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.codec.CodecBench.Figures;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CodecBenchTest {

  @Test
  @DisplayName("a busy leader's message: 8 entries of 300 bytes")
  void appendEntries() throws Exception {
    var message = Conversation.appendEntries(8, 300);
    Coder ours = Coder.of(Conversation.class, Conversation.codec());
    Figures figures = new CodecBench(message, 1_000).measure(List.of(ours)).getFirst();
    assertThat(figures.bytes()).as("little is added to the values").isBetween(2_400, 2_600);
    assertThat(figures.encode().allocated()).as("one buffer serves all").isLessThan(1_000);
    assertThat(figures.decode().allocated()).as("values are copied once").isLessThan(5_000);
    assertThat(figures.encode().nanos()).isPositive();
  }
}
