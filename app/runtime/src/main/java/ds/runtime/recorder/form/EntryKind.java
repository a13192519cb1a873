package ds.runtime.recorder.form;

import java.util.Optional;

/// What an entry of a recording tells. It is written where the journal's frames have the number of
/// a stream.
public enum EntryKind {
  /// Whose life it is: an [Origin], the first entry.
  ORIGIN(1),

  /// A record that the node's disk gave back at the start, before the step in which it did.
  RECOVERED(2),

  /// A step, by [StepWriter].
  STEP(3),

  /// The first or a middle part of an entry that is too long for one record.
  PART(4);

  private final int code;

  EntryKind(int code) {
    this.code = code;
  }

  /// The number that stands for it.
  public int code() {
    return code;
  }

  /// What a number stands for.
  public static Optional<EntryKind> of(int code) {
    for (EntryKind kind : values()) {
      if (kind.code == code) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
