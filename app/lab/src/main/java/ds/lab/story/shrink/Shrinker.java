package ds.lab.story.shrink;

import ds.core.NodeId;
import ds.lab.scenario.Violation;
import ds.lab.world.Action;
import ds.lab.world.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Leaves out of a schedule whatever is not needed to break the same property.
///
/// First the large cuts that often succeed: a whole client, a server, a fault, a kind of message.
/// Then delta debugging: ever smaller stretches, down to single moments, until none can be left
/// out. Whatever could not happen any more after a cut is left out along with it.
///
/// *Sources:* Zeller and Hildebrandt, *Simplifying and Isolating Failure-Inducing Input*, 2002;
/// Scott et al., *Minimizing Faulty Executions of Distributed Systems*, 2016, whose matching of
/// messages by their kind [Replay] does.
public final class Shrinker<M> {

  private final Recording<M> recording;
  private final Effort effort;
  private final Trial<M> trial;
  private List<Moment<M>> schedule;
  private Violation violation;
  private long trials;

  private Shrinker(Recording<M> recording, Violation violation, Effort effort) {
    this.recording = recording;
    this.effort = effort;
    this.schedule = recording.schedule();
    this.violation = violation;
    this.trial = new Trial<>(recording, violation);
  }

  /// Shrinks a run that broke a property, but not one that was promised "eventually": a part of a
  /// schedule never gets as far.
  ///
  /// @return empty if there is nothing that a schedule can show
  public static <M> Optional<Shrunk<M>> shrink(Recording<M> recording, Effort effort) {
    return recording
        .outcome()
        .violation()
        .map(violation -> new Shrinker<>(recording, violation, effort))
        .flatMap(Shrinker::shrunk);
  }

  private Optional<Shrunk<M>> shrunk() {
    if (!holds(schedule)) {
      return Optional.empty();
    }
    cutLocal();
    cutEnd();
    int before;
    do {
      before = schedule.size();
      cutGroups();
      cutStretches();
    } while (schedule.size() < before && mayTry());
    return Optional.of(new Shrunk<>(recording, schedule, violation, trials, mayTry()));
  }

  /// Messages to oneself arrive by themselves.
  private void cutLocal() {
    cut(it -> it.action() instanceof Action.Deliver<M>(var from, var to, _) && from.equals(to));
  }

  /// The shortest beginning of a run whose history is wrong. A step that breaks a property ends the
  /// run by itself, but a history is judged at the end; once wrong, it stays wrong.
  private void cutEnd() {
    if (!trial.isJudgedAtEnd()) {
      return;
    }
    int shortest = 0;
    while (shortest < schedule.size() && mayTry()) {
      int middle = (shortest + schedule.size()) / 2;
      if (!holds(schedule.subList(0, middle))) {
        shortest = middle + 1;
      }
    }
  }

  private void cutGroups() {
    cut(Groups::isFault);
    for (NodeId node : Groups.nodes(recording)) {
      cut(it -> Groups.concerns(it, node));
    }
    for (String kind : Groups.kinds(schedule)) {
      cut(it -> Groups.isOfKind(it, kind));
    }
    for (Fault fault : Groups.faults(schedule)) {
      cut(it -> Groups.isOf(it, fault));
    }
  }

  private void cutStretches() {
    for (int length = schedule.size() / 2; length >= 1; length /= 2) {
      int from = 0;
      while (from < schedule.size() && mayTry()) {
        int to = Math.min(from + length, schedule.size());
        List<Moment<M>> rest = new ArrayList<>(schedule.size());
        rest.addAll(schedule.subList(0, from));
        rest.addAll(schedule.subList(to, schedule.size()));
        if (!holds(rest)) {
          from = to;
        }
      }
    }
  }

  private void cut(Predicate<Moment<M>> superfluous) {
    List<Moment<M>> rest = new ArrayList<>(schedule.size());
    for (Moment<M> moment : schedule) {
      if (!superfluous.test(moment)) {
        rest.add(moment);
      }
    }
    if (rest.size() < schedule.size()) {
      holds(rest);
    }
  }

  /// Goes on with `candidate` if it breaks the property.
  private boolean holds(List<Moment<M>> candidate) {
    if (!mayTry()) {
      return false;
    }
    trials++;
    Optional<Trial.Broken<M>> broken = trial.of(candidate);
    broken.ifPresent(it -> {
      schedule = it.schedule();
      violation = it.violation();
    });
    return broken.isPresent();
  }

  private boolean mayTry() {
    return trial.steps() < effort.stepsMax() && !effort.outOfTime().getAsBoolean();
  }
}
