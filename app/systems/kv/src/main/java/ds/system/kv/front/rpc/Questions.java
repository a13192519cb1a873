package ds.system.kv.front.rpc;

/// Calls whose clients have begun to ask and not come to the end of their question. By the headers
/// of calls alone, anybody could keep as many open as a connection may have, for as long as it
/// lasts.
///
/// They are those of one thread, in the order of their begin. So a call that is asked at once, as
/// nearly all are, costs no more than to stand in a row and to leave it, and no timer.
final class Questions {

  /// Enough for the largest request over a link of 100 KB a second.
  static final long SECONDS_MAX = 30;

  /// How often it is looked, and by how much a question may take longer.
  static final long LOOK_SECONDS = 10;

  /// Stands before the first and behind the last.
  private final Question ring = new Question(() -> {}, 0);

  private long looks;

  /// A question has begun.
  ///
  /// @param giveUp what is to be done if it takes too long
  Question begin(Runnable giveUp) {
    var question = new Question(giveUp, looks);
    question.previous = ring.previous;
    question.next = ring;
    ring.previous.next = question;
    ring.previous = question;
    return question;
  }

  /// Gives up those that take too long.
  void look() {
    looks++;
    for (Question first = ring.next; first != ring && isLate(first); first = ring.next) {
      first.end();
      first.giveUp.run();
    }
  }

  private boolean isLate(Question question) {
    return (looks - question.begun - 1) * LOOK_SECONDS >= SECONDS_MAX;
  }

  /// One of them.
  static final class Question {

    private final Runnable giveUp;
    private final long begun;
    private Question previous = this;
    private Question next = this;

    private Question(Runnable giveUp, long begun) {
      this.giveUp = giveUp;
      this.begun = begun;
    }

    /// It has come to its end, be it for the second time.
    void end() {
      previous.next = next;
      next.previous = previous;
      previous = this;
      next = this;
    }
  }
}
