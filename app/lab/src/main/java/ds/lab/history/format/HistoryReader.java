package ds.lab.history.format;

import ds.lab.history.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a history from lines of text, whichever [Dialect] they are in.
///
/// The order of the lines is the order in which things happened. Where lines tell the time, it must
/// not run backwards; where they do not, every line counts as a nanosecond.
public final class HistoryReader<I, O> {

  /// The longest line, in characters. A line is one operation.
  private static final int LINE_LENGTH_MAX = 1 << 20;

  private final Vocabulary<?, I, O> vocabulary;
  private final History.Recorder<I, O> recorder = History.recorder();
  private final Map<String, Open<I>> open = new HashMap<>();
  private Optional<Dialect> dialect = Optional.empty();
  private Optional<Boolean> isTimed = Optional.empty();
  private long now = Long.MIN_VALUE;

  private HistoryReader(Vocabulary<?, I, O> vocabulary) {
    this.vocabulary = vocabulary;
  }

  public static <I, O> Reading<I, O> read(Vocabulary<?, I, O> vocabulary, List<String> lines) {
    var reader = new HistoryReader<>(vocabulary);
    for (int i = 0; i < lines.size(); i++) {
      try {
        reader.read(lines.get(i), i + 1);
      } catch (MalformedException e) {
        return new Reading.Malformed<>(i + 1, e.found(), e.expected());
      }
    }
    return reader.dialect.isPresent()
        ? new Reading.Read<>(reader.recorder.history())
        : new Reading.Malformed<>(1, "no operation", "a history, one event on a line");
  }

  private void read(String line, int number) throws MalformedException {
    if (line.length() > LINE_LENGTH_MAX) {
      throw new MalformedException(
          line.length() + " characters", "at most " + LINE_LENGTH_MAX + " on a line");
    }
    if (line.isBlank()) {
      return;
    }
    if (dialect.isEmpty()) {
      dialect = Optional.of(Dialect.of(line));
    }
    Optional<Event> event = dialect.get().event(line);
    if (event.isPresent()) {
      tick(event.get(), number);
      take(event.get(), number);
    }
  }

  private void tick(Event event, int number) throws MalformedException {
    Optional<Long> time = event.time();
    if (isTimed.isPresent() && isTimed.get() != time.isPresent()) {
      throw new MalformedException(
          time.isPresent() ? "a time" : "no time", "times on all lines or on none");
    }
    isTimed = Optional.of(time.isPresent());
    long next = time.orElse((long) number);
    if (next < now) {
      throw new MalformedException("the time " + next, "no time before " + now);
    }
    now = next;
  }

  private void take(Event event, int number) throws MalformedException {
    String process = event.process();
    if (event.type() == Event.Type.INVOKE) {
      Open<I> earlier = open.get(process);
      if (earlier != null) {
        throw new MalformedException(
            "a second invocation by process " + process,
            "the end of the one in line " + earlier.line);
      }
      I input = vocabulary.inputs().read(event);
      int id = recorder.invoke("client " + process, input, now);
      open.put(process, new Open<>(id, input, event.f(), number));
      return;
    }
    Open<I> call = open.remove(process);
    if (call == null) {
      throw new MalformedException(
          "the end of an operation of process " + process, "its invocation first");
    }
    if (!call.f.equals(event.f())) {
      throw new MalformedException(
          "the end of \"" + event.f() + "\"",
          "that of \"" + call.f + "\", which was invoked in line " + call.line);
    }
    switch (event.type()) {
      case OK -> recorder.ok(call.id, vocabulary.outputs().read(call.input, event), now);
      case FAIL -> recorder.fail(call.id);
      case INFO -> recorder.unknown(call.id, now);
      case INVOKE -> throw new AssertionError("an invocation ends nothing");
    }
  }

  /// An operation that has not ended yet.
  private record Open<I>(int id, I input, String f, int line) {}
}
