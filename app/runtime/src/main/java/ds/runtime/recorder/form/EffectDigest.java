package ds.runtime.recorder.form;

import ds.core.Effect;
import ds.runtime.codec.ByteWriter;
import java.util.zip.CRC32C;

/// Stands for an effect in a recording: its kind, and a checksum of the rest. Two runs whose
/// effects have the same digests did the same; where they differ, the kind says how.
public final class EffectDigest<M> {

  private final Script<M> script;
  private final ByteWriter bytes = new ByteWriter();
  private final CRC32C checksum = new CRC32C();

  public EffectDigest(Script<M> script) {
    this.script = script;
  }

  /// The digest, with the letter of the kind in the bits from 32 on.
  public long of(Effect<M> effect) {
    bytes.reset();
    char kind =
        switch (effect) {
          case Effect.Send<M>(var to, var message) -> {
            bytes.writeString(to.name());
            script.sent().accept(message, bytes);
            yield 'S';
          }
          case Effect.Arm<M>(var timer, long min, long max) -> {
            bytes.writeString(timer.toString());
            bytes.writeLong(min);
            bytes.writeLong(max);
            yield 'A';
          }
          case Effect.Disarm<M>(var timer) -> {
            bytes.writeString(timer.toString());
            yield 'D';
          }
          case Effect.Persist<M>(var record) -> {
            script.records().encode(record, bytes);
            yield 'P';
          }
          case Effect.Checkpoint<M>(_, int keep) -> {
            bytes.writeInt(keep);
            yield 'K';
          }
          case Effect.Compact<M>(_, int keep) -> {
            bytes.writeInt(keep);
            yield 'C';
          }
          case Effect.Report<M>(var fact) -> {
            script.facts().encode(fact, bytes);
            yield 'R';
          }
        };
    checksum.reset();
    checksum.update(bytes.array(), 0, bytes.length());
    return (long) kind << Integer.SIZE | checksum.getValue();
  }

  /// A digest for people: the kind in a word, and the checksum.
  public static String text(long digest) {
    String kind =
        switch ((char) (digest >>> Integer.SIZE)) {
          case 'S' -> "send";
          case 'A' -> "arm";
          case 'D' -> "disarm";
          case 'P' -> "persist";
          case 'K' -> "checkpoint";
          case 'C' -> "compact";
          case 'R' -> "report";
          default -> "unknown";
        };
    return "%s %08x".formatted(kind, (int) digest);
  }
}
