package ds.runtime.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.codec.MalformedException;
import ds.runtime.recorder.Gossips.Rumour;
import ds.runtime.recorder.Gossips.Talk;
import ds.runtime.recorder.form.Origin;
import ds.runtime.recorder.form.RecordedStep;
import ds.runtime.recorder.form.RecordedStep.Happening;
import ds.runtime.recorder.form.Script;
import ds.runtime.recorder.form.StepWriter;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Bytes that somebody else has written are read, or refused by name; nothing else happens.
class HostileRecordingTest {

  private static final int MUTATIONS = 200_000;

  private final Script<Talk> script = Gossips.script();

  private byte[] step() {
    var step = new StepWriter();
    step.begin(1_000);
    script.messages().encode(new Rumour("of gold", 3, 17), step.received("b"));
    step.clock(7);
    step.drawn(1L << 40);
    step.effect('S' * (1L << Integer.SIZE) + 0xCAFE);
    return step.end("").toByteArray();
  }

  @Test
  void whatWasWrittenIsRead() throws Exception {
    RecordedStep<Talk> read = RecordedStep.read(step(), script.messages());
    assertThat(read.since()).isEqualTo(1_000);
    assertThat(read.happening())
        .isEqualTo(new Happening.Received<>(Gossips.NAMES.get(1), new Rumour("of gold", 3, 17)));
    assertThat(read.draws()).containsExactly(14, (1L << 41) + 1);
    assertThat(read.effects()).containsExactly('S' * (1L << Integer.SIZE) + 0xCAFE);
    assertThat(read.failure()).isEmpty();
  }

  @Test
  void changedBytesAreReadOrRefused() {
    byte[] origin = new Origin("gossip", "a", new byte[] {1}, script.shapes(), 6).encoded();
    byte[] step = step();
    var random = new Random(1);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      try {
        RecordedStep.read(mutated(step, random), script.messages());
        Origin.decoded(mutated(origin, random));
      } catch (MalformedException _) {
        refused++;
      }
    }
    assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS);
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] other = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      other[random.nextInt(other.length)] = (byte) random.nextInt();
    }
    return other;
  }
}
