package ds.lab.takeover;

import ds.core.Step;
import ds.lab.history.History;
import ds.lab.history.Verdict;
import ds.lab.run.Violation;
import ds.lab.scenario.Goal;
import ds.lab.scenario.Property;
import ds.lab.scenario.Scenario;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// When each promise of a scenario turned: a hope came true, a goal was reached, a claim broke.
public final class Chronicle<M> {

  /// Where a promise stands.
  ///
  /// @param verdict a word: `holds`, `broken`, `seen`, `not seen`, `reached`, `open`, `unknown`
  /// @param step at which it turned to that, or -1
  /// @param why it is broken, in a sentence
  public record Line(String name, String kind, String verdict, long step, String why) {}

  private final Scenario<M> scenario;
  private final Tape<M> tape;
  private final List<Property<M>> watched = new ArrayList<>();

  /// By property: the step at which it came true, or -1.
  private final long[] turned;

  Chronicle(Scenario<M> scenario, Tape<M> tape) {
    this.scenario = scenario;
    this.tape = tape;
    this.turned = new long[scenario.properties().size()];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = Arrow.NONE;
      watched.add(watched(i, scenario.properties().get(i)));
    }
  }

  /// The scenario, with promises that are taken down when they turn.
  Scenario<M> watched() {
    return new Scenario<>(
        scenario.name(),
        scenario.about(),
        scenario.roster(),
        scenario.conditions(),
        scenario.plot(),
        watched);
  }

  private Property<M> watched(int i, Property<M> property) {
    return switch (property) {
      case Property.Sometimes<M>(var name, var happens) ->
          new Property.Sometimes<>(name, noting(i, happens));
      case Property.Eventually<M>(var name, var maker) ->
          new Property.Eventually<>(name, noting(i, maker));
      case Property.Always<M> always -> always;
      case Property.Judged<M> judged -> judged;
    };
  }

  private BiPredicate<World<M>, Step<M>> noting(int i, BiPredicate<World<M>, Step<M>> happens) {
    return (world, step) -> happens.test(world, step) && note(i);
  }

  private boolean note(int i) {
    if (turned[i] == Arrow.NONE) {
      turned[i] = tape.shots().size();
    }
    return true;
  }

  private Supplier<Goal<M>> noting(int i, Supplier<? extends Goal<M>> maker) {
    return () -> new Noting<>(maker.get(), () -> turned[i] != Arrow.NONE, () -> note(i));
  }

  private record Noting<M>(Goal<M> goal, BooleanSupplier turned, Runnable reached)
      implements Goal<M> {

    @Override
    public void see(World<M> world, Step<M> step) {
      goal.see(world, step);
      if (!turned.getAsBoolean() && goal.isReached(world)) {
        reached.run();
      }
    }

    @Override
    public boolean isReached(World<M> world) {
      return goal.isReached(world);
    }

    @Override
    public boolean isLost() {
      return goal.isLost();
    }

    @Override
    public String missing(World<M> world) {
      return goal.missing(world);
    }
  }

  /// Where every promise stands.
  ///
  /// @param history what the clients saw
  public List<Line> lines(Optional<Violation> violation, History<Object, Object> history) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < turned.length; i++) {
      Property<M> property = scenario.properties().get(i);
      Optional<Violation> broken = violation.filter(it -> it.property().equals(property.name()));
      lines.add(
          broken
              .map(it -> new Line(it.property(), kind(property), "broken", it.step(), it.why()))
              .orElse(line(i, property, history)));
    }
    violation
        .filter(it -> lines.stream().noneMatch(line -> line.name().equals(it.property())))
        .ifPresent(
            it -> lines.add(new Line(it.property(), "always", "broken", it.step(), it.why())));
    return lines;
  }

  /// The promises that have come true, in the order in which they did.
  public List<Line> turned() {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < turned.length; i++) {
      if (turned[i] != Arrow.NONE) {
        Property<M> property = scenario.properties().get(i);
        String verdict = property instanceof Property.Eventually<M> ? "reached" : "seen";
        lines.add(new Line(property.name(), kind(property), verdict, turned[i], ""));
      }
    }
    lines.sort(Comparator.comparingLong(Line::step));
    return lines;
  }

  private Line line(int i, Property<M> property, History<Object, Object> history) {
    boolean hasTurned = turned[i] != Arrow.NONE;
    String verdict =
        switch (property) {
          case Property.Always<M> _ -> "holds";
          case Property.Sometimes<M> _ -> hasTurned ? "seen" : "not seen";
          case Property.Eventually<M> _ -> hasTurned ? "reached" : "open";
          case Property.Judged<M>(_, var judge) ->
              switch (judge.apply(history)) {
                case Verdict.Pass<?, ?> _ -> "holds";
                case Verdict.Fail<?, ?> _ -> "broken";
                case Verdict.Unknown<?, ?> _ -> "unknown";
              };
        };
    return new Line(property.name(), kind(property), verdict, turned[i], "");
  }

  /// The kind of a promise, in a word.
  public static String kind(Property<?> property) {
    return switch (property) {
      case Property.Always<?> _ -> "always";
      case Property.Sometimes<?> _ -> "sometimes";
      case Property.Eventually<?> _ -> "eventually";
      case Property.Judged<?> _ -> "judged";
    };
  }
}
