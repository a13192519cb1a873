package ds.exercise.grading;

import ds.exercise.grading.Worker.Sign;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A [Worker], seen from the process that gave it work.
final class Colleague {

  private static final String HEAP = "-Xmx512m";

  /// Java's second compiler makes code twice as fast, but a check is over before what it costs has
  /// come back: a whole one of raft takes 10 s of processor time with the first alone, 17 s with
  /// both.
  private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

  /// From how many runs of a test on both compilers are worth it.
  private static final long LONG_RUNS_MIN = 60;

  /// What the sandbox looks into when it looks for what nodes keep or share: collections, and
  /// functions put together of others. The sandboxed code itself has no reflection to use it.
  private static final List<String> OPENED =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.function=ALL-UNNAMED",
          "--add-opens=java.base/java.util.stream=ALL-UNNAMED");

  private final Process process;
  private final Patience patience;
  private final DataOutputStream to;
  private final LinkedBlockingQueue<Object> answers = new LinkedBlockingQueue<>();
  private long finished;

  /// What is put among the answers when there will be no more.
  private enum Gone {
    GONE
  }

  /// @param process in which a [Worker] runs
  Colleague(Process process, Patience patience) {
    this.process = process;
    this.patience = patience;
    this.to = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    Thread.ofPlatform().name("answers").daemon().start(this::listen);
  }

  /// Starts a process, hands it the classes, and waits until it is ready: what a machine needs for
  /// that is no part of a run.
  ///
  /// @param runs of each test, about
  static Colleague hire(String exercise, Map<String, byte[]> classes, Patience patience, long runs)
      throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPENED);
    command.addAll(List.of(HEAP, "-Xss2m", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    if (runs < LONG_RUNS_MIN) {
      command.add(FIRST_COMPILER);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Worker.class.getName(), exercise));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Colleague colleague = new Colleague(builder.start(), patience);
      colleague.send(classes);
      if (colleague.next() != Sign.RUN) {
        colleague.answers.add(Gone.GONE);
      }
      return colleague;
    } catch (IOException e) {
      throw new UncheckedIOException("a process for the examination cannot be started", e);
    }
  }

  private void send(Map<String, byte[]> classes) throws IOException {
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
    ask(Sign.EXAMINE, test, seed, () -> to.writeLong(runs));
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
    ask(Sign.STORY, test, seed, () -> to.writeUTF(command));
    List<Told> story = new ArrayList<>();
    while (next() instanceof Told line) {
      story.add(line);
    }
    return story;
  }

  /// What the process says next, or that it has fallen silent.
  private Object next() throws InterruptedException {
    Object answer = look();
    Duration begun = answer == null ? processorTime() : Duration.ZERO;
    for (long looks = 1;
        answer == null && !patience.isOver(looks, processorTime().minus(begun));
        looks++) {
      answer = look();
    }
    return answer == null ? Gone.GONE : answer;
  }

  private @Nullable Object look() throws InterruptedException {
    return answers.poll(patience.look().toNanos(), TimeUnit.NANOSECONDS);
  }

  private Duration processorTime() {
    return patience.processorTime().apply(process);
  }

  private Optional<Mark> mark(Consumer<Told> told) throws InterruptedException {
    while (true) {
      switch (next()) {
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
      to.writeUTF(sign.name());
      to.writeUTF(test);
      to.writeLong(seed);
      rest.write();
      to.flush();
    } catch (IOException e) { // it has died, so no answer will come
      answers.add(Gone.GONE);
    }
  }

  void dismiss() {
    process.destroyForcibly();
  }

  private void listen() {
    try (var from = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      while (true) {
        Sign sign = Sign.valueOf(from.readUTF());
        answers.add(
            switch (sign) {
              case MARK -> Mark.read(from);
              case TOLD -> Told.read(from);
              default -> sign;
            });
      }
    } catch (IOException e) { // it ended, as it was told or otherwise
      answers.add(Gone.GONE);
    }
  }
}
