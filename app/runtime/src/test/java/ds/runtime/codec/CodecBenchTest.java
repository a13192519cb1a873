package ds.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.codec.CodecBench.Figures;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CodecBenchTest {

  @Test
  @DisplayName("a busy leader's message: 8 entries of 300 bytes")
  void appendEntries() throws MalformedException {
    var message = Conversation.appendEntries(8, 300);
    Figures figures = new CodecBench<>(Conversation.codec(), message).measure(1_000);
    assertThat(figures.bytes()).as("little is added to the values").isBetween(2_400, 2_600);
    assertThat(figures.decodeAllocated()).as("values are copied once").isLessThan(5_000);
    assertThat(figures.encodeNanos()).isPositive();
  }
}
