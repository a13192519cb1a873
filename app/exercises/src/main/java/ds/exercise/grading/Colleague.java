package ds.exercise.grading;

import ds.exercise.grading.Worker.Sign;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A [Worker], seen from the process that gave it work.
final class Colleague {

  /// What the sandbox looks into when it looks for what nodes keep or share: collections, and
  /// functions put together of others. The sandboxed code itself has no reflection to use it.
  private static final List<String> OPTIONS =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.function=ALL-UNNAMED",
          "--add-opens=java.base/java.util.stream=ALL-UNNAMED",
          "-Xmx512m",
          "-Xss2m");

  /// Java's second compiler makes code twice as fast, but a check is over before what it costs has
  /// come back: a whole one of raft takes 10 s of processor time with the first alone, 17 s with
  /// both.
  private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

  /// From how many runs of a test on both compilers are worth it.
  private static final long LONG_RUNS_MIN = 60;

  private final ChildProcess<Object> child;
  private long finished;

  /// @param process in which a [Worker] runs
  Colleague(Process process, Patience patience) {
    child = new ChildProcess<>(process, patience, Colleague::read);
  }

  private static Object read(DataInputStream from) throws IOException {
    Sign sign = Sign.valueOf(from.readUTF());
    return switch (sign) {
      case MARK -> Mark.read(from);
      case TOLD -> Told.read(from);
      default -> sign;
    };
  }

  /// Starts a process, hands it the classes, and waits until it is ready: what a machine needs for
  /// that is no part of a run.
  ///
  /// @param runs of each test, about
  static Colleague hire(String exercise, Map<String, byte[]> classes, Patience patience, long runs)
      throws InterruptedException {
    List<String> options = new ArrayList<>(OPTIONS);
    if (runs < LONG_RUNS_MIN) {
      options.add(FIRST_COMPILER);
    }
    try {
      Process process = ChildProcess.start(options, Worker.class, exercise);
      Colleague colleague = new Colleague(process, patience);
      colleague.send(classes);
      if (!colleague.child.next().equals(Optional.of(Sign.RUN))) {
        colleague.dismiss();
      }
      return colleague;
    } catch (IOException e) {
      throw new UncheckedIOException("a process for the examination cannot be started", e);
    }
  }

  private void send(Map<String, byte[]> classes) throws IOException {
    DataOutputStream to = child.to();
    to.writeInt(classes.size());
    for (Map.Entry<String, byte[]> each : classes.entrySet()) {
      to.writeUTF(each.getKey());
      to.writeInt(each.getValue().length);
      to.write(each.getValue());
    }
    to.flush();
  }

  /// @return empty if it fell silent, or died
  Optional<Mark> examine(String test, long seed, long runs) throws InterruptedException {
    finished = 0;
    ask(Sign.EXAMINE, test, seed, () -> child.to().writeLong(runs));
    return mark(_ -> {});
  }

  /// How many runs of the last examination came to an end.
  long finished() {
    return finished;
  }

  /// @param told is told each step
  /// @return empty if it fell silent, or died
  Optional<Mark> trace(String test, long seed, Consumer<Told> told) throws InterruptedException {
    ask(Sign.TRACE, test, seed, () -> {});
    return mark(told);
  }

  /// @return as much of the story as came
  List<Told> story(String test, long seed, String command) throws InterruptedException {
    ask(Sign.STORY, test, seed, () -> child.to().writeUTF(command));
    List<Told> story = new ArrayList<>();
    while (child.next().orElse(Sign.END) instanceof Told line) {
      story.add(line);
    }
    return story;
  }

  private Optional<Mark> mark(Consumer<Told> told) throws InterruptedException {
    while (true) {
      switch (child.next().orElse(Sign.END)) {
        case Sign.RUN -> finished++;
        case Told line -> told.accept(line);
        case Mark mark -> {
          return Optional.of(mark);
        }
        default -> {
          return Optional.empty();
        }
      }
    }
  }

  /// The rest of a request.
  private interface Rest {
    void write() throws IOException;
  }

  private void ask(Sign sign, String test, long seed, Rest rest) {
    try {
      DataOutputStream to = child.to();
      to.writeUTF(sign.name());
      to.writeUTF(test);
      to.writeLong(seed);
      rest.write();
      to.flush();
    } catch (IOException e) { // it has died, so no answer will come
      dismiss();
    }
  }

  void dismiss() {
    child.end();
  }
}
