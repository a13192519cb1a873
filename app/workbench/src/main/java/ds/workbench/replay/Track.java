package ds.workbench.replay;

import ds.core.NodeId;
import ds.runtime.codec.MalformedException;
import ds.runtime.recorder.form.RecordedStep.Happening;
import ds.runtime.recorder.replay.Recording;
import ds.runtime.recorder.replay.Replayed;
import ds.runtime.recorder.replay.Rerun;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// The lives of one node, replayed one after the other.
final class Track<M> {

  private final NodeId node;
  private final Cast<M> cast;
  private final Mail<M> mail;
  private final Deque<Recording> rest;
  private Optional<Rerun<M>> rerun = Optional.empty();

  /// The message that comes next, if one does whose sender is replayed too.
  private OptionalLong expected = OptionalLong.empty();

  /// @param recordings of the node, in the order in which they were made
  Track(NodeId node, Cast<M> cast, Mail<M> mail, List<Recording> recordings) throws IOException {
    this.node = node;
    this.cast = cast;
    this.mail = mail;
    this.rest = new ArrayDeque<>(recordings);
    look();
  }

  NodeId node() {
    return node;
  }

  boolean isOver() {
    return rerun.isEmpty();
  }

  /// When its next step was taken, in nanoseconds since 1970.
  long time() {
    return rerun.orElseThrow().nextTime();
  }

  /// Whose message it takes next, if that is not under way yet.
  Optional<NodeId> waitsFor() {
    return rerun.orElseThrow().next().orElseThrow() instanceof Happening.Received<M>(var from, _)
            && expected.isPresent()
            && !mail.isSent(from, node, expected.getAsLong())
        ? Optional.of(from)
        : Optional.empty();
  }

  /// Takes the next step.
  Replayed<M> step() throws IOException {
    Rerun<M> life = rerun.orElseThrow();
    if (life.next().orElseThrow() instanceof Happening.Received<M>(var from, _)
        && expected.isPresent()) {
      mail.arrived(from, node, expected.getAsLong());
    }
    Replayed<M> replayed = life.step();
    mail.take(replayed.step());
    look();
    return replayed;
  }

  /// Looks what comes next, if need be in the next life.
  private void look() throws IOException {
    while ((rerun.isEmpty() || rerun.get().next().isEmpty()) && !rest.isEmpty()) {
      rerun = Optional.of(begin(rest.remove()));
    }
    rerun = rerun.filter(life -> life.next().isPresent());
    expected = rerun.flatMap(Rerun::next).stream().flatMapToLong(this::key).findFirst();
  }

  private LongStream key(Happening<M> happening) {
    return happening instanceof Happening.Received<M>(var from, M message) && mail.knows(from, node)
        ? LongStream.of(mail.key(message))
        : LongStream.empty();
  }

  private Rerun<M> begin(Recording recording) throws IOException {
    try {
      return new Rerun<>(recording, cast.script(), cast.maker().make(recording.origin()));
    } catch (MalformedException e) {
      throw new IOException(
          recording.place().path() + " tells of settings that are none: " + e.getMessage(), e);
    }
  }
}
