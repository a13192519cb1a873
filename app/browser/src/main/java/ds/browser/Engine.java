package ds.browser;

import ds.lab.run.Run;
import ds.lab.run.StepHash;
import ds.lab.scenario.Scenario;
import ds.lab.script.Language;
import ds.lab.script.Performance;
import ds.lab.script.stage.Mistake;
import ds.lab.simulation.Simulation;
import ds.lab.takeover.RunLink;
import ds.lab.takeover.Score;
import ds.scenario.Catalogue;
import ds.scenario.script.Languages;
import ds.scenario.script.Scripts;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.teavm.jso.JSExport;

/// What the page calls: the questions of a [Desk] that has the scenarios and scripts of the house,
/// and a few for tests and measurements.
public final class Engine {

  /// The scripts that the page has fetched, by name: most visits open none.
  private static final SortedMap<String, String> SHELF = new TreeMap<>();

  private static final Desk DESK =
      new Desk(
          new Desk.Stock() {
            @Override
            public List<Scenario<?>> all() {
              return Catalogue.all();
            }

            @Override
            public List<String> scripts() {
              return List.copyOf(SHELF.keySet());
            }

            @Override
            public Score<?> open(RunLink link) {
              return score(link);
            }
          });

  private Engine() {}

  /// A module has no beginning of its own; the page calls what it needs.
  public static void main(String[] args) {}

  @JSExport
  public static String scenarios() {
    return DESK.scenarios();
  }

  @JSExport
  public static String scripts() {
    return DESK.scripts();
  }

  /// Gives the engine a script that links can name from now on.
  @JSExport
  public static void shelve(String name, String text) {
    SHELF.put(name, text);
  }

  private static Score<?> score(RunLink link) {
    return Scripts.open(link, name -> Optional.ofNullable(SHELF.get(name)));
  }

  @JSExport
  public static String open(String link) {
    return DESK.open(link);
  }

  @JSExport
  public static String overview(int run) {
    return DESK.overview(run);
  }

  @JSExport
  public static String view(int run, int from, int to) {
    return DESK.view(run, from, to);
  }

  @JSExport
  public static String step(int run, int step) {
    return DESK.step(run, step);
  }

  @JSExport
  public static String arrow(int run, int id) {
    return DESK.arrow(run, id);
  }

  @JSExport
  public static String state(int run, int step) {
    return DESK.state(run, step);
  }

  @JSExport
  public static String stateOf(int run, int step, String nodes) {
    return DESK.stateOf(run, step, nodes);
  }

  @JSExport
  public static String prepare(int run, int step, String nodes) {
    return DESK.prepare(run, step, nodes);
  }

  @JSExport
  public static String pending(int run, int step) {
    return DESK.pending(run, step);
  }

  @JSExport
  public static String act(int run, int step, String deed) {
    return DESK.act(run, step, deed);
  }

  @JSExport
  public static String forward(int run, int steps) {
    return DESK.forward(run, steps);
  }

  @JSExport
  public static String branches(int run) {
    return DESK.branches(run);
  }

  @JSExport
  public static String go(int run, int branch) {
    return DESK.go(run, branch);
  }

  @JSExport
  public static String properties(int run) {
    return DESK.properties(run);
  }

  @JSExport
  public static String history(int run) {
    return DESK.history(run);
  }

  @JSExport
  public static String link(int run, int step) {
    return DESK.link(run, step);
  }

  @JSExport
  public static String svg(int run, int from, int to) {
    return DESK.svg(run, from, to);
  }

  @JSExport
  public static String script(int run, int step) {
    return DESK.script(run, step);
  }

  @JSExport
  public static String close(int run) {
    return DESK.close(run);
  }

  /// How many steps a run takes, and the hash of them all; at most so many as the link's moment.
  @JSExport
  public static String hash(String link) {
    return Desk.answer(() -> {
      RunLink parsed = RunLink.parse(link);
      return hash(score(parsed));
    });
  }

  private static <M> String hash(Score<M> score) {
    RunLink link = score.link();
    var hash = new StepHash<M>();
    var run = new Run<>(score.scenario(), link.seed(), hash, score.course());
    run.upTo(link.at() == 0 ? Long.MAX_VALUE : link.at());
    long steps = run.course().world().steps();
    return Json.object(json -> json.field("steps", steps).field("hash", hash.toString()));
  }

  /// Runs a scenario up to the link's moment, and neither judges nor takes down anything: for those
  /// who measure how fast that is.
  @JSExport
  public static String run(String link) {
    return Desk.answer(() -> {
      RunLink parsed = RunLink.parse(link);
      return run(Catalogue.open(parsed), parsed);
    });
  }

  private static <M> String run(Scenario<M> scenario, RunLink link) {
    var simulation = new Simulation<>(scenario.setting(), link.seed(), (world, step) -> {});
    long steps = link.at() == 0 ? Long.MAX_VALUE : link.at();
    simulation.run(scenario.plot().horizon(), () -> simulation.world().steps() >= steps);
    return Json.object(json -> json.field("steps", simulation.world().steps()));
  }

  /// Plays a script, as `./ds scenario` does, and tells what became of it.
  @JSExport
  public static String play(String protocol, String script) {
    return Desk.answer(() -> {
      Language language =
          Languages.named(protocol)
              .orElseThrow(() ->
                  Mistake.unknown(
                      "protocol",
                      protocol,
                      Languages.all().stream().map(it -> it.name()).toList()));
      String performance = Performance.of("script", script, language).toString();
      return Json.object(json -> json.field("performance", performance));
    });
  }
}
