package ds.workbench.grade;

import ds.exercise.grading.CompilerProcess;
import ds.exercise.grading.Examination;
import ds.exercise.grading.Mark;
import ds.exercise.grading.Told;
import ds.exercise.sandbox.Guard;
import ds.exercise.task.Exercise;
import ds.lab.source.MemoryCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// Grades many submissions, several at a time.
final class Grading<M> {

  private final Exercise<M> exercise;
  private final GradeBook book;
  private final long seed;

  /// @param seed the first seed of each test; all submissions are tried under the same
  Grading(Exercise<M> exercise, GradeBook book, long seed) {
    this.exercise = exercise;
    this.book = book;
    this.seed = seed;
  }

  /// @param graded is told each grade as soon as it is known, by several threads
  /// @return the grades in the order of the submissions
  /// @throws InterruptedException if this thread is interrupted; what is known is written down
  /// @throws IOException if a grade cannot be written down
  List<Grade> of(List<Submission> submissions, int threads, Consumer<Grade> graded)
      throws InterruptedException, IOException {
    var left = new ConcurrentLinkedQueue<>(submissions);
    Map<String, Grade> grades = new ConcurrentHashMap<>();
    var troubles = new ConcurrentLinkedQueue<IOException>();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(threads, submissions.size()); i++) {
      workers.add(
          Thread.ofPlatform()
              .name("grading-" + i)
              .start(() -> {
                try (var compiler = new CompilerProcess()) {
                  for (Submission next = left.poll();
                      next != null && !Thread.currentThread().isInterrupted();
                      next = left.poll()) {
                    Grade grade = grade(next, compiler);
                    grades.put(next.name(), grade);
                    graded.accept(grade);
                  }
                } catch (IOException e) { // no grade can be kept any more
                  troubles.add(e);
                  left.clear();
                }
              }));
    }
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } finally {
      workers.forEach(Thread::interrupt);
    }
    IOException trouble = troubles.peek();
    if (trouble != null) {
      throw trouble;
    }
    return submissions.stream().map(it -> grades.get(it.name())).toList();
  }

  private Grade grade(Submission submission, CompilerProcess compiler) throws IOException {
    SortedMap<String, String> sources;
    try {
      sources = submission.sources(exercise);
    } catch (UncheckedIOException e) {
      return Grade.refused(submission.name(), e.getMessage() + ": " + e.getCause());
    } catch (OutOfMemoryError e) { // an archive may hold more than it says
      return Grade.refused(submission.name(), "its sources do not fit into the memory");
    }
    if (sources.isEmpty()) {
      return Grade.refused(
          submission.name(),
          "there is no package " + exercise.packageName() + " with " + exercise.classes());
    }
    String key = exercise.name() + " " + seed + " " + Submission.fingerprint(sources);
    Optional<Grade> known = book.find(key);
    if (known.isPresent()) {
      Grade before = known.get();
      return new Grade(submission.name(), before.problem(), before.marks(), before.story());
    }
    try {
      Grade grade = examine(submission.name(), compiler.compile(sources));
      book.put(key, grade);
      return grade;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Grade.refused(submission.name(), "the grading was interrupted");
    }
  }

  private Grade examine(String name, MemoryCompiler.Result compilation)
      throws InterruptedException {
    SortedMap<String, byte[]> classes;
    switch (compilation) {
      case MemoryCompiler.Result.Errors(var errors) -> {
        return Grade.refused(name, "does not compile:\n" + String.join("\n", errors));
      }
      case MemoryCompiler.Result.Classes(var compiled) -> classes = compiled;
    }
    List<String> objections = Guard.objections(classes, exercise);
    if (!objections.isEmpty()) {
      return Grade.refused(name, "is no node:\n" + String.join("\n", objections));
    }
    var examination = new Examination<>(exercise, classes, 1);
    List<Mark> marks = examination.examine(exercise.tests(), seed, usual -> usual, _ -> {});
    Optional<Mark> failed = marks.stream().filter(mark -> !mark.isPassed()).findFirst();
    if (failed.isEmpty() || failed.get().result() == Mark.Result.STOPPED) {
      return new Grade(name, "", marks, List.of());
    }
    String test = failed.get().test();
    String command =
        "./ds check %s --test %s --seed %d".formatted(exercise.name(), test, failed.get().seed());
    List<Told> story = examination.story(test, failed.get().seed(), command);
    return new Grade(name, "", marks, story.stream().map(Told::text).toList());
  }
}
