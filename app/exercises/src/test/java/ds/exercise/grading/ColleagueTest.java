package ds.exercise.grading;

import static org.assertj.core.api.Assertions.assertThat;

import ds.exercise.grading.Worker.Sign;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// For how long a process may say nothing, by clocks that are told what to show.
class ColleagueTest {

  private static final long SECONDS_MAX = 20;
  private static final Mark MARK = Mark.passed("a-test", 3);

  /// Examines with a worker that answers at a look, or never.
  ///
  /// @param used the processor time that each look finds
  private static Optional<Mark> examine(int answersAt, IntFunction<Duration> used)
      throws InterruptedException {
    var worker = new Scripted();
    var looks = new AtomicInteger();
    var patience =
        new Patience(
            SECONDS_MAX,
            Duration.ofMillis(1),
            _ -> {
              int look = looks.incrementAndGet();
              if (look == answersAt) {
                worker.answer();
              }
              return used.apply(look);
            });
    return new Colleague(worker, patience).examine("a-test", 1, 3);
  }

  @Test
  @DisplayName("a run that gets little of a processor is waited for, however long that takes")
  void crowded() throws InterruptedException {
    assertThat(examine(300, look -> Duration.ofMillis(50L * look))).contains(MARK);
  }

  @Test
  @DisplayName("a run that has used much of a processor is given up")
  void endless() throws InterruptedException {
    assertThat(examine(300, look -> Duration.ofSeconds(look))).isEmpty();
  }

  @Test
  @DisplayName("a run that uses nothing at all is given up in the end")
  void blocked() throws InterruptedException {
    assertThat(examine(-1, _ -> Duration.ZERO)).isEmpty();
  }

  @Test
  @DisplayName("what was used before the silence is not counted")
  void before() throws InterruptedException {
    assertThat(examine(10, look -> Duration.ofHours(1).plusMillis(look))).contains(MARK);
  }

  /// A process that says its mark when it is told to, and nothing else.
  private static final class Scripted extends Process {

    private final CountDownLatch speaks = new CountDownLatch(1);
    private final CountDownLatch isHeard = new CountDownLatch(1);

    /// Returns when the mark was taken in.
    void answer() {
      speaks.countDown();
      await(isHeard);
    }

    @Override
    public InputStream getInputStream() {
      return new InputStream() {

        private final InputStream words = words();

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
          await(speaks);
          int read = words.read(into, offset, length);
          if (read < 0) {
            isHeard.countDown();
          }
          return read;
        }

        @Override
        public int read() {
          throw new UnsupportedOperationException("it is read in pieces");
        }
      };
    }

    private static InputStream words() {
      var bytes = new ByteArrayOutputStream();
      try (var words = new DataOutputStream(bytes)) {
        words.writeUTF(Sign.MARK.name());
        MARK.write(words);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts", e);
      }
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public int waitFor() {
      throw new UnsupportedOperationException("nobody waits for its end");
    }

    @Override
    public int exitValue() {
      throw new IllegalThreadStateException("it runs");
    }

    @Override
    public void destroy() {
      // There is nothing to end.
    }
  }
}
