package ds.lab.script.stage;

import ds.core.NodeId;
import ds.lab.fault.Fault;
import ds.lab.world.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a script can do to messages and links.
public final class NetworkVerbs {

  /// How many copies a script may order of a message.
  private static final int COUNT_MAX = 1_000;

  private NetworkVerbs() {}

  public static <M> List<Verb<M>> all() {
    return List.of(
        new Verb<>("deliver all | LINK [TYPE] [COUNT | last]", NetworkVerbs::deliver),
        new Verb<>("drop all | LINK [TYPE] [COUNT | last]", NetworkVerbs::drop),
        new Verb<>("duplicate LINK [TYPE] [COUNT | last]", NetworkVerbs::duplicate),
        new Verb<>("inflight [LINK]", NetworkVerbs::inflight),
        new Verb<>("partition NODES | NODES ...", NetworkVerbs::partition),
        new Verb<>("isolate NODES", NetworkVerbs::isolate),
        new Verb<>("cut LINK", NetworkVerbs::cut),
        new Verb<>("heal", NetworkVerbs::heal));
  }

  /// Over a link in one direction, what is under way now; in both directions, all until it is
  /// quiet.
  private static <M> void deliver(Stage<M> stage, Words words) {
    if (words.skip("all")) {
      stage.driver().deliverUntilQuiet(_ -> true);
      return;
    }
    Route route = words.route();
    if (route.way() == Route.Way.BOTH && !words.hasNext()) {
      choose(stage, route, words);
      stage.driver().deliverUntilQuiet(it -> route.has(it.from().id(), it.to().id()));
      return;
    }
    List<Envelope<M>> chosen = choose(stage, route, words);
    int arrived = stage.driver().deliver(chosen);
    if (arrived < chosen.size()) {
      stage.say("lost: " + (chosen.size() - arrived) + " of " + chosen.size() + " messages");
    }
  }

  private static <M> void drop(Stage<M> stage, Words words) {
    List<Envelope<M>> chosen =
        words.skip("all")
            ? List.copyOf(stage.driver().underWay())
            : choose(stage, words.route(), words);
    chosen.forEach(stage.driver()::drop);
  }

  private static <M> void duplicate(Stage<M> stage, Words words) {
    choose(stage, words.route(), words).forEach(stage.driver()::duplicate);
  }

  private static <M> void inflight(Stage<M> stage, Words words) {
    List<Envelope<M>> chosen =
        words.hasNext() ? on(stage, words.route()) : stage.driver().underWay();
    if (chosen.isEmpty()) {
      stage.say("no message is under way");
    }
    chosen.forEach(envelope -> stage.say(stage.text(envelope)));
  }

  /// The messages under way that the words name: of a type, the first few or the last.
  private static <M> List<Envelope<M>> choose(Stage<M> stage, Route route, Words words) {
    List<Envelope<M>> chosen = on(stage, route);
    Set<String> kinds = new LinkedHashSet<>();
    chosen.forEach(envelope -> kinds.add(stage.kind(envelope)));
    if (chosen.isEmpty()) {
      throw new Mistake("no message is under way there");
    }
    if (words.skip("last")) {
      return List.of(chosen.getLast());
    }
    var count = words.maybeNumber("a count", 1, COUNT_MAX);
    if (count.isEmpty() && words.hasNext()) {
      String kind = words.choice("message under way there", List.copyOf(kinds));
      chosen = chosen.stream().filter(it -> stage.kind(it).equals(kind)).toList();
      if (words.skip("last")) {
        return List.of(chosen.getLast());
      }
      count = words.maybeNumber("a count", 1, COUNT_MAX);
    }
    int limit = count.orElse(chosen.size());
    if (limit > chosen.size()) {
      throw new Mistake(
          "found "
              + limit
              + "; expected at most the number of messages under way"
              + " there, "
              + chosen.size());
    }
    return chosen.subList(0, limit);
  }

  private static <M> List<Envelope<M>> on(Stage<M> stage, Route route) {
    return stage.driver().underWay().stream()
        .filter(envelope -> route.has(envelope.from().id(), envelope.to().id()))
        .toList();
  }

  /// Nodes that are not named keep all their links: a bridge between the groups.
  private static <M> void partition(Stage<M> stage, Words words) {
    List<List<NodeId>> groups = new ArrayList<>();
    groups.add(words.nodes());
    while (words.skip("|")) {
      groups.add(words.nodes());
    }
    if (groups.size() < 2) {
      throw new Mistake("found one group of nodes; expected two or more, with '|' between them");
    }
    for (int i = 0; i < groups.size(); i++) {
      for (int j = i + 1; j < groups.size(); j++) {
        stage.begin(Fault.partition(groups.get(i), groups.get(j)));
      }
    }
  }

  private static <M> void isolate(Stage<M> stage, Words words) {
    for (NodeId node : words.nodes()) {
      stage.begin(Fault.isolate(node, stage.nodes()));
    }
  }

  private static <M> void cut(Stage<M> stage, Words words) {
    Route route = words.route();
    stage.begin(new Fault.Cut(route.toString(), route.links()));
  }

  /// All links work again.
  private static <M> void heal(Stage<M> stage, Words words) {
    for (Fault.Lasting fault : List.copyOf(stage.world().active())) {
      if (fault instanceof Fault.Cut) {
        stage.end(fault);
      }
    }
  }
}
