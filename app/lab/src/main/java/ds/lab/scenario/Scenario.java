package ds.lab.scenario;

import ds.core.Context;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.Forger;
import ds.lab.fault.LinkProfile;
import ds.lab.history.Model;
import ds.lab.history.check.Linearizability;
import ds.lab.simulation.Act;
import ds.lab.simulation.Nemesis;
import ds.lab.simulation.Setting;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/// A system, what goes wrong in it, and what it promises nevertheless: one value that tests, the
/// command line, a search and the browser all open.
///
/// ```java
/// Scenario.<PaxosMessage>named("paxos")
///     .servers(3, PaxosNode::new)
///     .network(LinkProfile.LAN.losing(10 * PERCENT))
///     .at(150, world -> List.of(new Crashed(s1)), 10)
///     .calmAt(900)
///     .always("agreement", Agreement::new)
///     .sometimes("a proposer yields", (world, step) -> …)
///     .eventually("somebody decides", world -> …)
/// ```
///
/// Every method returns a new scenario; times are in milliseconds of virtual time.
public record Scenario<M>(
    String name,
    String about,
    Roster<M> roster,
    Conditions<M> conditions,
    Plot<M> plot,
    List<Property<M>> properties) {

  private static final long DEFAULT_HORIZON = 10_000 * Context.MILLISECOND;

  public Scenario {
    properties = List.copyOf(properties);
  }

  /// A scenario of one server that does nothing, for a fluent start.
  public static <M> Scenario<M> named(String name) {
    Roster.Maker<M> idle = (self, servers) -> (event, context) -> {};
    return new Scenario<>(
        name,
        "",
        new Roster<>(1, 0, idle, 0, idle),
        new Conditions<>(LinkProfile.LAN, Span.NONE, Optional.empty()),
        new Plot<>(List.of(), List.of(), Act.FOREVER, DEFAULT_HORIZON),
        List.of());
  }

  /// Says in a sentence or two what the scenario shows.
  public Scenario<M> about(String text) {
    return new Scenario<>(name, text, roster, conditions, plot, properties);
  }

  /// The same scenario under another name.
  public Scenario<M> renamed(String newName) {
    return new Scenario<>(newName, about, roster, conditions, plot, properties);
  }

  public Scenario<M> servers(int count, Roster.Maker<M> maker) {
    return cast(new Roster<>(count, roster.spares(), maker, roster.clients(), roster.client()));
  }

  /// The same scenario with another number of servers.
  public Scenario<M> withServers(int count) {
    return servers(count, roster.server());
  }

  /// Servers that run but are no members yet.
  public Scenario<M> spares(int count) {
    return cast(
        new Roster<>(roster.servers(), count, roster.server(), roster.clients(), roster.client()));
  }

  public Scenario<M> clients(int count, Roster.Maker<M> maker) {
    return cast(new Roster<>(roster.servers(), roster.spares(), roster.server(), count, maker));
  }

  public Scenario<M> network(LinkProfile profile) {
    return under(new Conditions<>(profile, conditions.disk(), conditions.forger()));
  }

  public Scenario<M> disk(Span write) {
    return under(new Conditions<>(conditions.network(), write, conditions.forger()));
  }

  public Scenario<M> forging(Forger<M> forger) {
    return under(new Conditions<>(conditions.network(), conditions.disk(), Optional.of(forger)));
  }

  /// At `millis`, faults that hold until the calm.
  public Scenario<M> at(long millis, Fault... faults) {
    List<Fault> list = List.of(faults);
    return act(new Act<>(millis * Context.MILLISECOND, Act.FOREVER, world -> list));
  }

  /// From `millis` until `end`, faults that are chosen when the time has come.
  public Scenario<M> during(long millis, long end, Function<World<M>, List<Fault>> faults) {
    long lasts = (end - millis) * Context.MILLISECOND;
    return act(new Act<>(millis * Context.MILLISECOND, lasts, faults));
  }

  /// From `millis` until `end`, the given faults.
  public Scenario<M> during(long millis, long end, Fault... faults) {
    List<Fault> list = List.of(faults);
    return during(millis, end, world -> list);
  }

  public Scenario<M> nemesis(Nemesis<M> nemesis) {
    return plotted(
        new Plot<>(plot.script(), plus(plot.nemeses(), nemesis), plot.calmAt(), plot.horizon()));
  }

  /// When all faults end for good.
  public Scenario<M> calmAt(long millis) {
    return plotted(
        new Plot<>(plot.script(), plot.nemeses(), millis * Context.MILLISECOND, plot.horizon()));
  }

  /// How long a run lasts at most; it ends earlier when, after the calm, all that was promised
  /// "eventually" has come true.
  public Scenario<M> lasting(long millis) {
    return plotted(
        new Plot<>(plot.script(), plot.nemeses(), plot.calmAt(), millis * Context.MILLISECOND));
  }

  public Scenario<M> always(String claim, Supplier<? extends Invariant<M>> invariant) {
    return promising(new Property.Always<>(claim, invariant));
  }

  public Scenario<M> sometimes(String claim, BiPredicate<World<M>, Step<M>> happens) {
    return promising(new Property.Sometimes<>(claim, happens));
  }

  /// In every run there is a step that is as `happens` says.
  public Scenario<M> eventually(String claim, BiPredicate<World<M>, Step<M>> happens) {
    return eventually(claim, () -> Goal.once(happens));
  }

  public Scenario<M> eventually(String claim, Supplier<? extends Goal<M>> goal) {
    return promising(new Property.Eventually<>(claim, goal));
  }

  /// What the clients saw can be explained by one copy of `model` that takes one operation at a
  /// time.
  @SuppressWarnings("unchecked") // the scenario's clients report what the scenario's model knows
  public <S, I, O> Scenario<M> linearizable(Model<S, I, O> model) {
    Model<S, Object, Object> untyped = (Model<S, Object, Object>) model;
    return promising(
        new Property.Judged<>(
            "linearizability", history -> Linearizability.check(untyped, history)));
  }

  public Scenario<M> promising(Property<M> property) {
    return new Scenario<>(name, about, roster, conditions, plot, plus(properties, property));
  }

  /// The names of the servers there are at first.
  public List<NodeId> serverIds() {
    return roster.serverIds();
  }

  /// What a simulation needs of it.
  public Setting<M> setting() {
    return new Setting<>(
        roster.places(),
        conditions.network(),
        conditions.disk(),
        plot.script(),
        plot.nemeses(),
        conditions.forger(),
        plot.calmAt());
  }

  private Scenario<M> act(Act<M> act) {
    return plotted(
        new Plot<>(plus(plot.script(), act), plot.nemeses(), plot.calmAt(), plot.horizon()));
  }

  private Scenario<M> cast(Roster<M> changed) {
    return new Scenario<>(name, about, changed, conditions, plot, properties);
  }

  private Scenario<M> under(Conditions<M> changed) {
    return new Scenario<>(name, about, roster, changed, plot, properties);
  }

  private Scenario<M> plotted(Plot<M> changed) {
    return new Scenario<>(name, about, roster, conditions, changed, properties);
  }

  private static <T> List<T> plus(List<T> list, T element) {
    List<T> longer = new ArrayList<>(list);
    longer.add(element);
    return List.copyOf(longer);
  }
}
