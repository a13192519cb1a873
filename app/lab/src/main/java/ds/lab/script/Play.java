package ds.lab.script;

import ds.lab.script.Script.Block;
import ds.lab.script.Script.Command;
import ds.lab.script.stage.Mistake;
import ds.lab.script.stage.NetworkVerbs;
import ds.lab.script.stage.NodeVerbs;
import ds.lab.script.stage.Stage;
import ds.lab.script.stage.Verb;
import ds.lab.script.stage.Words;
import ds.lab.world.NodeFailure;
import ds.lab.world.Observer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A script being played, block by block.
final class Play<M> {

  /// More servers than a story can tell apart.
  static final int SERVERS_MAX = 99;

  private static final String CLUSTER = "cluster";
  private static final String CLUSTER_USAGE = "cluster SERVERS [OPTION=VALUE ...]";

  private final Language<M> language;
  private final Observer<M> observer;
  private final Map<String, Verb<M>> verbs = new LinkedHashMap<>();
  private Optional<Stage<M>> stage = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private int line = 1;

  Play(Language<M> language, Observer<M> observer) {
    this.language = language;
    this.observer = observer;
    addAll(NodeVerbs.all());
    addAll(NetworkVerbs.all());
    addAll(language.verbs());
  }

  private void addAll(List<Verb<M>> more) {
    more.forEach(verb -> verbs.put(verb.name(), verb));
  }

  /// The line of the command that was performed last.
  int line() {
    return line;
  }

  /// What went wrong in the world, as opposed to the text: a property broke, or a node failed.
  Optional<String> trouble() {
    return trouble;
  }

  /// Performs the commands of `block`, up to the one that goes wrong.
  ///
  /// @return what they print
  List<String> perform(Block block) {
    for (Command command : block.commands()) {
      line = command.line();
      perform(command);
      if (trouble.isPresent()) {
        break;
      }
    }
    List<String> printed = stage.map(Stage::printed).orElse(List.of());
    return trouble.map(why -> plus(printed, why)).orElse(printed);
  }

  private void perform(Command command) {
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

  /// Asks what can only be judged at the end.
  void judge() {
    stage.ifPresent(Stage::judge);
    noteViolation();
  }

  private void noteViolation() {
    stage
        .flatMap(Stage::violation)
        .map(it -> Stage.oneLine("VIOLATED: " + it.property() + ": " + it.why()))
        .ifPresent(it -> trouble = Optional.of(it));
  }

  private Stage<M> setUp(Command command) {
    if (!command.verb().equals(CLUSTER)) {
      throw new Mistake(
          "found '" + command.verb() + "'; expected a script to begin with: " + CLUSTER_USAGE);
    }
    var words = new Words(CLUSTER_USAGE, rest(command), List.of());
    int servers = words.number("a number of servers", 1, SERVERS_MAX);
    var scenario = language.scenario(servers, words);
    words.end();
    return new Stage<>(language.narrator(scenario), scenario, observer);
  }

  private void perform(Command command, Stage<M> on) {
    Verb<M> verb = verbs.get(command.verb());
    if (verb == null) {
      throw Mistake.unknown("command", command.verb(), verbs.keySet());
    }
    var words = new Words(verb.usage(), rest(command), on.nodes());
    verb.meaning().perform(on, words);
    words.end();
  }

  private static List<String> rest(Command command) {
    return command.words().subList(1, command.words().size());
  }

  private static List<String> plus(List<String> lines, String last) {
    List<String> longer = new ArrayList<>(lines);
    longer.add(last);
    return List.copyOf(longer);
  }
}
