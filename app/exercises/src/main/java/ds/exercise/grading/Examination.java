package ds.exercise.grading;

import ds.exercise.grading.Mark.Result;
import ds.exercise.task.Exercise;
import ds.exercise.task.TestCase;
import ds.lab.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/// All tests of an exercise, tried on a learner's classes in processes of their own.
public final class Examination<M> {

  /// How much processor time a run may take: a hundred times what the longest of ours takes.
  public static final long SILENCE_SECONDS_MAX = 20;

  private final Exercise<M> exercise;
  private final SortedMap<String, byte[]> classes;
  private final int workers;
  private final Patience patience;

  /// @param classes to which the guard has no objections
  /// @param workers how many processes run side by side
  public Examination(Exercise<M> exercise, SortedMap<String, byte[]> classes, int workers) {
    this(exercise, classes, workers, Patience.of(SILENCE_SECONDS_MAX));
  }

  Examination(
      Exercise<M> exercise, SortedMap<String, byte[]> classes, int workers, Patience patience) {
    this.exercise = exercise;
    this.classes = classes;
    this.workers = workers;
    this.patience = patience;
  }

  /// Tries some tests.
  ///
  /// @param seed the first seed of each
  /// @param runs how many seeds to try, from how many the test has
  /// @param marked is told each mark as soon as it is known, by one thread at a time
  /// @return the marks, in the order of the tests
  /// @throws InterruptedException if this thread is interrupted; all processes are ended then
  public List<Mark> examine(
      List<TestCase<M>> tests, long seed, LongUnaryOperator runs, Consumer<Mark> marked)
      throws InterruptedException {
    var left = new ConcurrentLinkedQueue<>(tests);
    List<Mark> marks = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(workers, tests.size()); i++) {
      threads.add(
          Thread.ofPlatform()
              .name("examination-" + i)
              .start(() ->
                  work(
                      left,
                      seed,
                      runs,
                      mark -> {
                        synchronized (marks) {
                          marks.add(mark);
                          marked.accept(mark);
                        }
                      })));
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      threads.forEach(Thread::interrupt);
    }
    return tests.stream()
        .map(test ->
            marks.stream()
                .filter(it -> it.test().equals(test.name()))
                .findFirst()
                .orElseGet(() -> stopped(test, seed, "the examination was ended")))
        .toList();
  }

  private void work(
      ConcurrentLinkedQueue<TestCase<M>> left,
      long seed,
      LongUnaryOperator runs,
      Consumer<Mark> marked) {
    Optional<Colleague> colleague = Optional.empty();
    try {
      for (TestCase<M> test = left.poll(); test != null; test = left.poll()) {
        long count = runs.applyAsLong(test.runs());
        if (colleague.isEmpty()) {
          colleague = Optional.of(hire(count));
        }
        Optional<Mark> mark = colleague.get().examine(test.name(), seed, count);
        long finished = colleague.get().finished();
        if (mark.isEmpty()) {
          colleague.get().dismiss();
          colleague = Optional.empty();
        }
        TestCase<M> tried = test;
        marked.accept(mark.orElseGet(() -> stopped(tried, seed + finished, silence())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      colleague.ifPresent(Colleague::dismiss);
    }
  }

  private static Mark stopped(TestCase<?> test, long seed, String why) {
    return new Mark(test.name(), Result.STOPPED, 0, seed, Run.NO_FAILURE, why);
  }

  /// The story of a seed that failed; empty if it cannot be told, as that of a run without an end.
  public List<Told> story(String test, long seed, String command) throws InterruptedException {
    Colleague colleague = hire(1);
    try {
      return colleague.story(test, seed, command);
    } finally {
      colleague.dismiss();
    }
  }

  /// Runs one test under one seed.
  ///
  /// @param told is told each step
  public Mark trace(String test, long seed, Consumer<Told> told) throws InterruptedException {
    Colleague colleague = hire(1);
    try {
      return colleague
          .trace(test, seed, told)
          .orElseGet(() -> stopped(exercise.find(test).orElseThrow(), seed, silence()));
    } finally {
      colleague.dismiss();
    }
  }

  private Colleague hire(long runs) throws InterruptedException {
    return Colleague.hire(exercise.name(), classes, patience, runs);
  }

  private String silence() {
    return "a run did not come to an end within "
        + patience.secondsMax()
        + " s of processor time, or filled the memory";
  }
}
