package ds.workbench.replay;

import ds.core.NodeId;
import ds.lab.scenario.StepInvariant;
import ds.lab.story.LastSteps;
import ds.lab.story.Line;
import ds.lab.story.Trace;
import ds.runtime.recorder.replay.Difference;
import ds.runtime.recorder.replay.Recording;
import ds.runtime.recorder.replay.Replayed;
import ds.workbench.simulate.Stage;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Paint;
import ds.workbench.terminal.Wrap;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Replays the recordings of some nodes as one run, holds them to their promises, and tells what
/// came of it.
final class Replay<M> {

  private record Guard<M>(String name, StepInvariant<M> invariant) {}

  private final Merge<M> merge;
  private final Telling telling;
  private final PrintWriter out;
  private final List<Guard<M>> guards = new ArrayList<>();
  private final LastSteps<M> last = new LastSteps<>();
  private Optional<Long> begin = Optional.empty();
  private int steps;

  /// Which steps are told, by their numbers in the run.
  ///
  /// @param to the last step that is replayed
  record Telling(boolean isOn, int from, int to) {

    boolean tells(int step) {
      return isOn && step >= from && step <= to;
    }
  }

  /// @param recordings of each node, in the order in which they were made
  Replay(Cast<M> cast, Map<NodeId, List<Recording>> recordings, Telling telling, PrintWriter out)
      throws IOException {
    var mail = new Mail<>(recordings.keySet(), cast.script().messages());
    List<Track<M>> tracks = new ArrayList<>();
    for (var node : recordings.entrySet()) {
      tracks.add(new Track<>(node.getKey(), cast, mail, node.getValue()));
    }
    this.merge = new Merge<>(tracks);
    this.telling = telling;
    this.out = out;
    cast.laws().forEach(law -> guards.add(new Guard<>(law.name(), law.invariant().get())));
  }

  /// Replays to the end, or to the first step at which something is wrong.
  Exit run() throws IOException {
    Optional<Replayed<M>> next = steps < telling.to() ? merge.step() : Optional.empty();
    while (next.isPresent()) {
      steps++;
      Replayed<M> replayed = next.get();
      see(replayed);
      Optional<Exit> broken = judge(replayed);
      if (broken.isPresent()) {
        return broken.get();
      }
      next = steps < telling.to() ? merge.step() : Optional.empty();
    }
    conclude();
    return Exit.OK;
  }

  private void see(Replayed<M> replayed) {
    if (begin.isEmpty()) {
      begin = Optional.of(replayed.time());
    }
    long time = Math.max(0, replayed.time() - begin.get());
    last.add(time, replayed.step());
    if (telling.tells(steps)) {
      out.println(Stage.painted(Trace.line(steps, time, replayed.step())));
    }
  }

  private Optional<Exit> judge(Replayed<M> replayed) {
    if (replayed.difference().isPresent()) {
      tell(replayed, replayed.difference().get());
      return Optional.of(Exit.FAILED);
    }
    for (Guard<M> guard : guards) {
      Optional<String> wrong = guard.invariant().check(replayed.step());
      if (wrong.isPresent()) {
        tell(replayed, guard.name() + ": " + wrong.get());
        return Optional.of(Exit.FAILED);
      }
    }
    return Optional.empty();
  }

  private void tell(Replayed<M> replayed, Difference difference) {
    tell(replayed, "replay differs: " + difference.what());
    out.println("  then: " + String.join(", ", difference.recorded()));
    out.println("  now:  " + String.join(", ", difference.replayed()));
    out.println(
        Wrap.at(
            100,
            "Either the node knows something that the world has not told it, or this is another"
                + " version of the program than the one that was recorded.",
            "  "));
  }

  private void tell(Replayed<M> replayed, String wrong) {
    out.println("the last steps:");
    for (Line line : last.lines()) {
      out.println(Stage.painted(line));
    }
    out.println(
        Paint.RED.on(
            "at step %d, which is step %d of %s: %s"
                .formatted(steps, replayed.number(), replayed.step().node(), wrong)));
  }

  private void conclude() {
    out.printf(Locale.ROOT, "%,d steps: the same as when they were recorded%n", steps);
    for (Guard<M> guard : guards) {
      out.println("  " + Paint.GREEN.on("holds") + " " + guard.name());
    }
    if (merge.unsent() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d messages were sent by steps that are not in the recordings%n",
          merge.unsent());
    }
  }
}
