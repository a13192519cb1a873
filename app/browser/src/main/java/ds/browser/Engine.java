package ds.browser;

import ds.lab.picture.Picture;
import ds.lab.run.Run;
import ds.lab.run.StepHash;
import ds.lab.scenario.Property;
import ds.lab.scenario.Scenario;
import ds.lab.script.Language;
import ds.lab.script.Performance;
import ds.lab.script.stage.Mistake;
import ds.lab.simulation.Simulation;
import ds.lab.takeover.Chronicle;
import ds.lab.takeover.RunLink;
import ds.scenario.Catalogue;
import ds.scenario.script.Languages;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.teavm.jso.JSExport;

/// What the page calls: every function takes numbers and text and returns JSON. What goes wrong
/// comes back as `{"error": "a sentence"}`.
public final class Engine {

  private static final Map<Integer, Session<?>> SESSIONS = new TreeMap<>();
  private static int opened;

  private Engine() {}

  /// A module has no beginning of its own; the page calls what it needs.
  public static void main(String[] args) {}

  /// The scenarios that can be opened.
  @JSExport
  public static String scenarios() {
    return answer(() ->
        Json.array(list -> Catalogue.all().forEach(it -> list.item(json -> scenario(json, it)))));
  }

  private static void scenario(Json json, Scenario<?> scenario) {
    json.field("name", scenario.name())
        .field("about", scenario.about())
        .field("servers", scenario.roster().servers())
        .field("serversMin", Catalogue.SERVERS_MIN)
        .field("clients", scenario.roster().clients())
        .array(
            "properties",
            list -> scenario.properties().forEach(it -> list.item(line -> property(line, it))));
  }

  private static void property(Json json, Property<?> property) {
    json.field("name", property.name()).field("kind", Chronicle.kind(property));
  }

  /// Opens a run by its link and executes it.
  @JSExport
  public static String open(String link) {
    return answer(() -> {
      RunLink parsed = RunLink.parse(link);
      Session<?> session = session(parsed, Catalogue.open(parsed));
      SESSIONS.put(++opened, session);
      return overview(opened, session);
    });
  }

  private static <M> Session<M> session(RunLink link, Scenario<M> scenario) {
    return new Session<>(link, scenario);
  }

  /// How many steps a run takes, and the hash of them all; at most so many as the link's moment.
  @JSExport
  public static String hash(String link) {
    return answer(() -> {
      RunLink parsed = RunLink.parse(link);
      return hash(Catalogue.open(parsed), parsed);
    });
  }

  private static <M> String hash(Scenario<M> scenario, RunLink link) {
    var hash = new StepHash<M>();
    var run = new Run<>(scenario, link.seed(), hash);
    run.upTo(link.at() == 0 ? Long.MAX_VALUE : link.at());
    long steps = run.simulation().world().steps();
    return Json.object(json -> json.field("steps", steps).field("hash", hash.toString()));
  }

  /// Runs a scenario up to the link's moment, and neither judges nor takes down anything: for those
  /// who measure how fast that is.
  @JSExport
  public static String run(String link) {
    return answer(() -> {
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
    return answer(() -> {
      Language<?> language =
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

  @JSExport
  public static String overview(int run) {
    return of(run, session -> overview(run, session));
  }

  private static <M> String overview(int run, Session<M> session) {
    return new Overview<>(run, session).json();
  }

  /// What happens at the steps from `from` to `to`, in columns.
  @JSExport
  public static String view(int run, int from, int to) {
    return of(run, session -> new Columns<>(session).view(from, to));
  }

  @JSExport
  public static String step(int run, int step) {
    return of(run, session -> new Telling<>(session).step(step));
  }

  @JSExport
  public static String arrow(int run, int id) {
    return of(run, session -> new Telling<>(session).arrow(id));
  }

  @JSExport
  public static String state(int run, int step) {
    return of(run, session -> new MomentView<>(session).state(step));
  }

  @JSExport
  public static String pending(int run, int step) {
    return of(run, session -> new MomentView<>(session).pending(step));
  }

  /// Does something at a moment, which branches the run.
  @JSExport
  public static String act(int run, int step, String deed) {
    return of(
        run,
        session -> {
          session.act(step, deed);
          return overview(run, session);
        });
  }

  /// Lets the branch that is shown go on.
  @JSExport
  public static String forward(int run, int steps) {
    return of(
        run,
        session -> {
          session.forward(steps);
          return overview(run, session);
        });
  }

  @JSExport
  public static String branches(int run) {
    return of(run, session -> branches(run, session));
  }

  private static <M> String branches(int run, Session<M> session) {
    return new Overview<>(run, session).branches();
  }

  /// Shows another branch.
  @JSExport
  public static String go(int run, int branch) {
    return of(
        run,
        session -> {
          session.show(branch);
          return overview(run, session);
        });
  }

  @JSExport
  public static String properties(int run) {
    return of(run, session -> new Telling<>(session).properties());
  }

  @JSExport
  public static String history(int run) {
    return of(run, session -> new Telling<>(session).history());
  }

  /// The link to a moment of the branch that is shown.
  @JSExport
  public static String link(int run, int step) {
    return of(run, session -> link(session, step));
  }

  private static <M> String link(Session<M> session, int step) {
    String link = session.link(session.branch(), step).toString();
    return Json.object(json -> json.field("link", link));
  }

  /// The steps from `from` to `to` of the branch that is shown, as a picture.
  @JSExport
  public static String svg(int run, int from, int to) {
    return of(
        run,
        session -> {
          String svg = Picture.svg(session.branch(), from, to);
          return Json.object(json -> json.field("svg", svg));
        });
  }

  @JSExport
  public static String close(int run) {
    return of(
        run,
        session -> {
          SESSIONS.remove(run);
          return Json.object(json -> json.field("closed", run));
        });
  }

  private static String of(int run, Function<Session<?>, String> question) {
    Session<?> session = SESSIONS.get(run);
    if (session == null) {
      List<Integer> open = List.copyOf(SESSIONS.keySet());
      return error("no run " + run + " is open; open are " + open);
    }
    return answer(() -> question.apply(session));
  }

  private static String answer(Supplier<String> question) {
    try {
      return question.get();
    } catch (Mistake mistake) {
      return error(mistake.what());
    } catch (RuntimeException defect) {
      return error("the engine failed: " + defect);
    }
  }

  private static String error(String sentence) {
    return Json.object(json -> json.field("error", sentence));
  }
}
