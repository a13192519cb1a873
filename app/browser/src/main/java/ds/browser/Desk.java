package ds.browser;

import ds.lab.picture.Picture;
import ds.lab.scenario.Property;
import ds.lab.scenario.Scenario;
import ds.lab.script.stage.Mistake;
import ds.lab.takeover.Chronicle;
import ds.lab.takeover.RunLink;
import ds.lab.takeover.Score;
import ds.lab.takeover.script.RunLanguage;
import ds.lab.takeover.script.RunScript;
import ds.scenario.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Where runs are opened and asked about. Every question takes numbers and text and is answered in
/// JSON. What goes wrong comes back as `{"error": "a sentence"}`.
public final class Desk {

  private final Stock stock;
  private final Map<Integer, Session<?>> sessions = new TreeMap<>();
  private int opened;

  /// The runs that there are.
  public interface Stock {

    List<Scenario<?>> all();

    /// The scripts that are offered, by name.
    List<String> scripts();

    /// The run of a link.
    ///
    /// @throws Mistake if there is none
    Score<?> open(RunLink link);
  }

  public Desk(Stock stock) {
    this.stock = stock;
  }

  /// The scenarios that can be opened.
  public String scenarios() {
    return answer(
        () -> Json.array(list -> stock.all().forEach(it -> list.item(json -> scenario(json, it)))));
  }

  /// The names of the scripts that can be opened.
  public String scripts() {
    return answer(() -> Json.array(list -> stock.scripts().forEach(list::item)));
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
  public String open(String link) {
    return answer(() -> {
      RunLink parsed = RunLink.parse(link);
      Session<?> session = session(stock.open(parsed));
      sessions.put(++opened, session);
      return overview(opened, session);
    });
  }

  private static <M> Session<M> session(Score<M> score) {
    return new Session<>(score);
  }

  public String overview(int run) {
    return of(run, session -> overview(run, session));
  }

  private static <M> String overview(int run, Session<M> session) {
    return new Overview<>(run, session).json();
  }

  /// What happens at the steps from `from` to `to`, in columns.
  public String view(int run, int from, int to) {
    return of(run, session -> new Columns<>(session).view(from, to));
  }

  public String step(int run, int step) {
    return of(run, session -> new Telling<>(session).step(step));
  }

  public String arrow(int run, int id) {
    return of(run, session -> new Telling<>(session).arrow(id));
  }

  /// The nodes at a moment.
  public String state(int run, int step) {
    return stateOf(run, step, "");
  }

  /// Some nodes at a moment.
  ///
  /// @param nodes the indices of those to tell of, with blanks between them; of all, if none
  public String stateOf(int run, int step, String nodes) {
    return of(run, session -> new MomentView<>(session).state(step, session.chosen(nodes)));
  }

  /// Works ahead for whoever steps back from a moment, for a few milliseconds.
  ///
  /// @param nodes as for [#stateOf]
  public String prepare(int run, int step, String nodes) {
    return of(
        run,
        session -> {
          boolean more = session.album().prepare(step, session.chosen(nodes));
          return Json.object(json -> json.field("more", more));
        });
  }

  public String pending(int run, int step) {
    return of(run, session -> new MomentView<>(session).pending(step));
  }

  /// Does something at a moment, which branches the run.
  public String act(int run, int step, String deed) {
    return of(
        run,
        session -> {
          session.act(step, deed);
          return overview(run, session);
        });
  }

  /// Lets the branch that is shown go on.
  public String forward(int run, int steps) {
    return of(
        run,
        session -> {
          session.forward(steps);
          return overview(run, session);
        });
  }

  public String branches(int run) {
    return of(run, session -> branches(run, session));
  }

  private static <M> String branches(int run, Session<M> session) {
    return new Overview<>(run, session).branches();
  }

  /// Shows another branch.
  public String go(int run, int branch) {
    return of(
        run,
        session -> {
          session.show(branch);
          return overview(run, session);
        });
  }

  public String properties(int run) {
    return of(run, session -> new Telling<>(session).properties());
  }

  public String history(int run) {
    return of(run, session -> new Telling<>(session).history());
  }

  /// The link to a moment of the branch that is shown.
  public String link(int run, int step) {
    return of(run, session -> link(session, step));
  }

  private static <M> String link(Session<M> session, int step) {
    String link = session.link(session.branch(), step).toString();
    return Json.object(json -> json.field("link", link));
  }

  /// The steps from `from` to `to` of the branch that is shown, as a picture.
  public String svg(int run, int from, int to) {
    return of(
        run,
        session -> {
          String svg = Picture.svg(session.branch(), from, to);
          return Json.object(json -> json.field("svg", svg));
        });
  }

  /// The branch that is shown, up to a moment, as a script that becomes a test.
  public String script(int run, int step) {
    return of(run, session -> script(session, step));
  }

  private static String script(Session<?> session, int step) {
    RunLink link = session.linkUpTo(step);
    if (!link.hasSeed()) {
      throw new Mistake("'" + link.scenario() + "' is a script already; keep the run's link");
    }
    if (Catalogue.find(link.scenario()).isEmpty()) {
      throw new Mistake(
          "scripts are about scenarios of the house, and '"
              + link.scenario()
              + "' is none; keep the run's link");
    }
    var script = RunScript.of(link, session.branch(), new RunLanguage(Catalogue::open));
    return Json.object(json -> json.field("name", script.name()).field("text", script.text()));
  }

  public String close(int run) {
    return of(
        run,
        session -> {
          sessions.remove(run);
          return Json.object(json -> json.field("closed", run));
        });
  }

  private String of(int run, Function<Session<?>, String> question) {
    Session<?> session = sessions.get(run);
    if (session == null) {
      List<Integer> open = List.copyOf(sessions.keySet());
      return error("no run " + run + " is open; open are " + open);
    }
    return answer(() -> question.apply(session));
  }

  static String answer(Supplier<String> question) {
    try {
      return question.get();
    } catch (Mistake mistake) {
      return error(mistake.what());
    } catch (RuntimeException defect) {
      return error("the engine failed: " + defect);
    }
  }

  /// How a question is answered that cannot be answered.
  public static String error(String sentence) {
    return Json.object(json -> json.field("error", sentence));
  }
}
