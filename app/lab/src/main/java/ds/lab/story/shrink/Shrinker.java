package ds.lab.story.shrink;

import static java.util.Comparator.comparingInt;

import ds.core.NodeId;
import ds.lab.fault.Fault;
import ds.lab.run.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Leaves out of a schedule whatever is not needed to break the same property.
///
/// First the large cuts that often succeed: a whole client, a server, a fault, a kind of message.
/// Then delta debugging: ever smaller stretches, of all that happened and of what happened to one
/// node, down to single moments, until none can be left out. Whatever could not happen any more
/// after a cut is left out along with it. Of many servers as few as possible take part.
///
/// *Sources:* Zeller and Hildebrandt, *Simplifying and Isolating Failure-Inducing Input*, 2002;
/// Scott et al., *Minimizing Faulty Executions of Distributed Systems*, 2016, whose matching of
/// messages by their kind [Replay] does.
public final class Shrinker<M> {

  /// The fewest servers of which one can fail and the others still be a majority.
  private static final int SERVERS_FEW = 3;

  /// Casts that are shrunk to the end, to choose among them.
  private static final int CASTS_MAX = 6;

  /// Stretches this short are tried at every place, longer ones side by side.
  private static final int LENGTH_SHORT = 4;

  private final Budget budget;
  private final Recording<M> recording;
  private final Trial<M> trial;
  private List<Moment<M>> schedule;
  private Violation violation;

  private Shrinker(Recording<M> recording, Violation violation, Budget budget) {
    this.recording = recording;
    this.budget = budget;
    this.schedule = recording.schedule();
    this.violation = violation;
    this.trial = new Trial<>(recording, violation);
  }

  /// Shrinks a run that broke a property, but not one that was promised "eventually": a part of a
  /// schedule never gets as far.
  ///
  /// @return empty if there is nothing that a schedule can show
  public static <M> Optional<Shrunk<M>> shrink(Recording<M> recording, Effort effort) {
    Optional<Violation> violation = recording.outcome().violation();
    if (violation.isEmpty()) {
      return Optional.empty();
    }
    Budget budget = new Budget(effort);
    Optional<Shrunk<M>> best = Optional.empty();
    for (Shrinker<M> cast : casts(recording, violation.get(), budget)) {
      Shrunk<M> shrunk = cast.shrunk();
      if (best.isEmpty() || shrunk.steps() < best.get().steps()) {
        best = Optional.of(shrunk);
      }
    }
    if (best.isPresent()) {
      return best;
    }
    var whole = new Shrinker<>(recording, violation.get(), budget);
    return whole.holds(recording.schedule()) ? Optional.of(whole.shrunk()) : Optional.empty();
  }

  /// Casts of fewer servers that break the property too, the most promising first.
  private static <M> List<Shrinker<M>> casts(
      Recording<M> recording, Violation violation, Budget budget) {
    if (recording.scenario().roster().servers() <= SERVERS_FEW) {
      return List.of();
    }
    List<Shrinker<M>> casts = new ArrayList<>();
    for (List<NodeId> parts : Casting.choices(recording.scenario().serverIds(), SERVERS_FEW)) {
      Recording<M> recast = new Casting<>(recording, parts).recast();
      var cast = new Shrinker<>(recast, violation, budget);
      if (cast.holds(recast.schedule())) {
        casts.add(cast);
      }
    }
    casts.sort(comparingInt(cast -> cast.schedule.size()));
    return casts.subList(0, Math.min(casts.size(), CASTS_MAX));
  }

  private Shrunk<M> shrunk() {
    cut(Groups::isLocal); // messages to oneself arrive by themselves
    cutEnd();
    int before;
    do {
      before = schedule.size();
      cutGroups();
      cutStretches(_ -> true);
      for (NodeId node : Groups.nodes(recording)) {
        cutStretches(it -> Groups.concerns(it, node));
      }
    } while (schedule.size() < before && !budget.isSpent());
    return new Shrunk<>(recording, schedule, violation, !budget.isSpent());
  }

  /// The shortest beginning of a run whose history is wrong. A step that breaks a property ends the
  /// run by itself, but a history is judged at the end; once wrong, it stays wrong.
  private void cutEnd() {
    if (!trial.isJudgedAtEnd()) {
      return;
    }
    int shortest = 0;
    while (shortest < schedule.size() && !budget.isSpent()) {
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

  private void cut(Predicate<Moment<M>> superfluous) {
    List<Integer> places = places(superfluous);
    if (!places.isEmpty()) {
      holdsWithout(places);
    }
  }

  /// Cuts stretches out of the moments that belong to `group`, long ones first.
  private void cutStretches(Predicate<Moment<M>> group) {
    List<Integer> places = places(group);
    for (int length = places.size() / 2; length >= 1; length /= 2) {
      int from = 0;
      while (from + length <= places.size() && !budget.isSpent()) {
        if (holdsWithout(places.subList(from, from + length))) {
          places = places(group);
        } else {
          from += length <= LENGTH_SHORT ? 1 : length;
        }
      }
    }
  }

  private List<Integer> places(Predicate<Moment<M>> group) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < schedule.size(); i++) {
      if (group.test(schedule.get(i))) {
        places.add(i);
      }
    }
    return places;
  }

  private boolean holdsWithout(List<Integer> places) {
    List<Moment<M>> rest = new ArrayList<>(schedule.size());
    int from = 0;
    for (int place : places) {
      rest.addAll(schedule.subList(from, place));
      from = place + 1;
    }
    rest.addAll(schedule.subList(from, schedule.size()));
    return holds(rest);
  }

  /// Goes on with `candidate` if it breaks the property.
  private boolean holds(List<Moment<M>> candidate) {
    if (budget.isSpent()) {
      return false;
    }
    Optional<Trial.Broken<M>> broken = trial.of(candidate);
    budget.spend(trial.steps());
    broken.ifPresent(it -> {
      schedule = it.schedule();
      violation = it.violation();
    });
    return broken.isPresent();
  }
}
