package ds.runtime.journal;

import ds.runtime.journal.log.FrameBuilder;
import java.util.ArrayList;
import java.util.List;

/// A frame being filled, and who waits for it.
final class Batch {

  private final FrameBuilder frame = new FrameBuilder();
  private final List<Runnable> waiting = new ArrayList<>();

  FrameBuilder frame() {
    return frame;
  }

  boolean isEmpty() {
    return frame.isEmpty() && waiting.isEmpty();
  }

  void await(Runnable durable) {
    waiting.add(durable);
  }

  void announce() {
    waiting.forEach(Runnable::run);
  }

  void clear(int keptBytes) {
    frame.clear(keptBytes);
    waiting.clear();
  }
}
