package ds.exercise.grading;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A Java process that does for this one what may never end, or fill any memory. It is asked in
/// bytes, and what it answers is read as `A`.
final class ChildProcess<A> {

  private final Process process;
  private final Patience patience;
  private final DataOutputStream to;
  private final LinkedBlockingQueue<Said<A>> answers = new LinkedBlockingQueue<>();

  /// @param answer empty if there will be no more
  private record Said<A>(Optional<A> answer) {}

  /// Reads an answer.
  interface Reading<A> {
    A from(DataInputStream in) throws IOException;
  }

  /// What a child does until its input ends.
  interface Work {
    void on(DataInputStream in, DataOutputStream out) throws IOException;
  }

  ChildProcess(Process process, Patience patience, Reading<A> reading) {
    this.process = process;
    this.patience = patience;
    this.to = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    Thread.ofPlatform().name("answers").daemon().start(() -> listen(reading));
  }

  /// Starts a process with the class path of this one.
  ///
  /// @param options of its Java
  /// @param main calls [#work]
  static Process start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /// Works in a child, and ends it: when there is no more to do, or when the parent has ended,
  /// since code that loops for ever would outlive a parent that was killed.
  ///
  /// But a child does not end before its parent, whoever asks for that: Ctrl-C goes to every
  /// process of a terminal, and a parent that saw its child end would take it for what the
  /// learner's code did, and write down a grade.
  static void work(Work work) throws IOException {
    try {
      ProcessHandle.current()
          .parent()
          .map(ProcessHandle::onExit)
          .ifPresent(ended -> {
            var _ = ended.thenRun(ChildProcess::halt);
            Runtime.getRuntime().addShutdownHook(waiting(ended));
          });
      var in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
      var out =
          new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
      System.setOut(new PrintStream(OutputStream.nullOutputStream()));
      System.setErr(new PrintStream(OutputStream.nullOutputStream()));
      System.setIn(InputStream.nullInputStream());
      work.on(in, out);
    } finally {
      halt();
    }
  }

  private static Thread waiting(CompletableFuture<ProcessHandle> ended) {
    return Thread.ofPlatform().name("end-of-parent").unstarted(ended::join);
  }

  private static void halt() {
    Runtime.getRuntime().halt(1);
  }

  /// Where to write what is asked. If that fails, the process has died, and [#next] will say so.
  DataOutputStream to() {
    return to;
  }

  /// What the process says next; empty if it has fallen silent, or died.
  Optional<A> next() throws InterruptedException {
    Said<A> said = look();
    Duration begun = said == null ? processorTime() : Duration.ZERO;
    for (long looks = 1;
        said == null && !patience.isOver(looks, processorTime().minus(begun));
        looks++) {
      said = look();
    }
    if (said == null || said.answer().isEmpty()) {
      answers.add(new Said<>(Optional.empty())); // whoever asks again is told the same
      return Optional.empty();
    }
    return said.answer();
  }

  private @Nullable Said<A> look() throws InterruptedException {
    return answers.poll(patience.look().toNanos(), TimeUnit.NANOSECONDS);
  }

  private Duration processorTime() {
    return patience.processorTime().apply(process);
  }

  private void listen(Reading<A> reading) {
    try (var from = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      while (true) {
        answers.add(new Said<>(Optional.of(reading.from(from))));
      }
    } catch (IOException e) { // it ended, as it was told or otherwise
      answers.add(new Said<>(Optional.empty()));
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void end() {
    process.destroyForcibly();
  }
}
