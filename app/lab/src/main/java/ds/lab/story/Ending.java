package ds.lab.story;

import ds.core.Event;
import ds.core.Step;
import ds.lab.chance.Times;
import ds.lab.fault.LinkProfile;
import ds.lab.story.Line.Kind;
import ds.lab.story.words.Words;
import ds.lab.world.Action;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The end of a run that is told whole: what went wrong, what the nodes have been busy with since,
/// and their last steps.
final class Ending<M> implements Observer<M> {

  private static final int FAULTS_TOLD = 12;
  private static final int DOINGS_TOLD = 8;

  private final long since;
  private final LinkProfile network;
  private final ArrayDeque<Line> faults = new ArrayDeque<>();
  private final LastSteps<M> last = new LastSteps<>();
  private final Map<String, Integer> doings = new LinkedHashMap<>();
  private long faultsBegun;
  private long stepsSince;

  /// @param since from when on to count what nodes do
  /// @param network that there was without any fault
  Ending(long since, LinkProfile network) {
    this.since = since;
    this.network = network;
  }

  /// To be called with every action.
  void tell(long time, Action<M> action) {
    switch (action) {
      case Action.Begin<M>(var fault) -> strike(time, fault.begins());
      case Action.End<M>(var fault) -> strike(time, fault.ends());
      case Action.Deliver<M> _, Action.Fire<M> _, Action.Sync<M> _ -> {}
    }
  }

  private void strike(long time, String words) {
    faultsBegun++;
    faults.add(Line.of(Kind.NOTE, Times.text(time) + "  " + words));
    if (faults.size() > FAULTS_TOLD) {
      faults.remove();
    }
  }

  @Override
  public void stepped(World<M> world, Step<M> step) {
    last.add(world.now(), step);
    if (world.now() >= since) {
      stepsSince++;
      doings.merge(doing(step), 1, Integer::sum);
    }
  }

  /// The kind of a step, without what differs from time to time.
  private static String doing(Step<?> step) {
    return switch (step.event()) {
      case Event.Started<?> _ -> step.node() + " starts";
      case Event.TimerFired<?>(var timer) ->
          step.node() + "'s " + Words.name(timer, "timer") + " runs out";
      case Event.Received<?>(var from, var message) ->
          step.node() + " receives " + Words.kind(message) + " from " + from;
    };
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    tellFaults(lines);
    tellDoings(lines);
    if (last.size() > 0) {
      lines.add(Line.of(Kind.NOTE, "the last steps:"));
      lines.addAll(last.lines());
    }
    return lines;
  }

  int stepsTold() {
    return last.size();
  }

  private void tellFaults(List<Line> lines) {
    if (faultsBegun == 0) {
      lines.add(Line.of(Kind.NOTE, "no fault is needed for it" + networkTrouble()));
      return;
    }
    String which =
        faultsBegun > FAULTS_TOLD ? "the last of " + faultsBegun + " faults:" : "faults:";
    lines.add(Line.of(Kind.NOTE, which));
    lines.addAll(faults);
  }

  /// What a network does to messages without a fault, if it is not a quiet one.
  private String networkTrouble() {
    List<String> troubles = new ArrayList<>();
    if (network.loss() > 0) {
      troubles.add("loses " + percent(network.loss()));
    }
    if (network.duplicate() > 0) {
      troubles.add("doubles " + percent(network.duplicate()));
    }
    if (network.late() > 0) {
      troubles.add("delays " + percent(network.late()));
    }
    return troubles.isEmpty()
        ? ""
        : ", but a network that " + String.join(", ", troubles) + " of the messages";
  }

  private static String percent(int chance) {
    return chance / LinkProfile.PERCENT + " %";
  }

  private void tellDoings(List<Line> lines) {
    String when = since == 0 ? "" : "since " + Times.text(since) + ", when all faults were over, ";
    String extent = stepsSince == 1 ? "one step was taken:" : stepsSince + " steps were taken:";
    lines.add(Line.of(Kind.NOTE, when + (stepsSince == 0 ? "nothing happened" : extent)));
    doings.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(DOINGS_TOLD)
        .forEach(it -> lines.add(Line.of(Kind.DETAIL, it.getValue() + " × " + it.getKey())));
    if (doings.size() > DOINGS_TOLD) {
      lines.add(Line.of(Kind.DETAIL, "and " + (doings.size() - DOINGS_TOLD) + " other kinds"));
    }
  }
}
