package ds.lab.script;

import ds.lab.scenario.Scenario;
import ds.lab.script.stage.ManualDriver;
import ds.lab.script.stage.Mistake;
import ds.lab.script.stage.NetworkVerbs;
import ds.lab.script.stage.NodeVerbs;
import ds.lab.script.stage.Stage;
import ds.lab.script.stage.Verb;
import ds.lab.script.stage.Words;
import ds.lab.world.NodeFailure;
import ds.lab.world.Observer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A script about a protocol being played: nothing happens that it does not say.
final class ManualPlay<M> implements Play {

  /// More servers than a story can tell apart.
  static final int SERVERS_MAX = 99;

  private static final String CLUSTER = "cluster";
  private static final String CLUSTER_USAGE = "cluster SERVERS [OPTION=VALUE ...]";

  private final ProtocolLanguage<M> language;
  private final Observer<M> observer;
  private final BiConsumer<Scenario<M>, ManualDriver<M>> begun;
  private final Map<String, Verb<M>> verbs = new LinkedHashMap<>();
  private Optional<Stage<M>> stage = Optional.empty();
  private Optional<String> trouble = Optional.empty();

  ManualPlay(ProtocolLanguage<M> language, Observer<M> observer) {
    this(language, observer, (_, _) -> {});
  }

  /// @param begun is told who takes part, and what moves them, before anything is done
  ManualPlay(
      ProtocolLanguage<M> language,
      Observer<M> observer,
      BiConsumer<Scenario<M>, ManualDriver<M>> begun) {
    this.language = language;
    this.observer = observer;
    this.begun = begun;
    addAll(NodeVerbs.all());
    addAll(NetworkVerbs.all());
    addAll(language.verbs());
  }

  private void addAll(List<Verb<M>> more) {
    more.forEach(verb -> verbs.put(verb.name(), verb));
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public List<String> printed() {
    return stage.map(Stage::printed).orElse(List.of());
  }

  @Override
  public void perform(List<String> command) {
    try {
      if (stage.isEmpty()) {
        stage = Optional.of(setUp(command));
      } else {
        perform(command, stage.get());
      }
      noteViolation();
    } catch (NodeFailure failure) {
      trouble = Optional.of(Stage.oneLine("FAILED: " + failure.getMessage()));
    }
  }

  @Override
  public void judge() {
    stage.ifPresent(Stage::judge);
    noteViolation();
  }

  private void noteViolation() {
    stage.flatMap(Stage::violation).map(Stage::broken).ifPresent(it -> trouble = Optional.of(it));
  }

  private Stage<M> setUp(List<String> command) {
    if (!command.getFirst().equals(CLUSTER)) {
      throw new Mistake(
          "found '" + command.getFirst() + "'; expected a script to begin with: " + CLUSTER_USAGE);
    }
    var words = new Words(CLUSTER_USAGE, rest(command), List.of());
    int servers = words.number("a number of servers", 1, SERVERS_MAX);
    var scenario = language.scenario(servers, words);
    words.end();
    var made = new Stage<>(language.narrator(scenario), scenario, observer);
    begun.accept(scenario, made.driver());
    return made;
  }

  private void perform(List<String> command, Stage<M> on) {
    Verb<M> verb = verbs.get(command.getFirst());
    if (verb == null) {
      throw Mistake.unknown("command", command.getFirst(), verbs.keySet());
    }
    var words = new Words(verb.usage(), rest(command), on.nodes());
    verb.meaning().perform(on, words);
    words.end();
  }

  private static List<String> rest(List<String> command) {
    return command.subList(1, command.size());
  }
}
