package ds.lab.script;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import ds.core.Timer;
import ds.lab.scenario.Scenario;
import ds.lab.script.stage.Narrator;
import ds.lab.script.stage.Verb;
import ds.lab.script.stage.Words;
import java.util.List;
import java.util.Optional;

/// A protocol as small as scripts need: a node remembers the largest number that it has heard of,
/// and tells it to the others.
public final class RumourLanguage implements ProtocolLanguage<RumourLanguage.Rumour> {

  public sealed interface Rumour {}

  record Heard(int number) implements Rumour {}

  record Thanks() implements Rumour {}

  record Note(int number) implements Durable {}

  record Learned(int number) implements Fact {}

  enum Again implements Timer {
    GOSSIP,
    REST
  }

  /// Makes a node throw.
  static final int TABOO = 99;

  static final class Gossip implements Node<Rumour> {

    private final NodeId self;
    private final List<NodeId> all;
    private int number;
    private int thanks;

    Gossip(NodeId self, List<NodeId> all) {
      this.self = self;
      this.all = all;
    }

    @Override
    public void on(Event<Rumour> event, Context<Rumour> context) {
      switch (event) {
        case Event.Started<Rumour>(var recovered) -> {
          recovered.forEach(note -> number = ((Note) note).number());
          context.arm(Again.GOSSIP, 100 * Context.MILLISECOND, 200 * Context.MILLISECOND);
        }
        case Event.Received<Rumour>(var from, Heard(int heard)) -> {
          if (heard == TABOO) {
            throw new IllegalStateException("taboo\nover two lines");
          }
          if (heard > number) {
            number = heard;
            context.persist(new Note(heard));
            context.report(new Learned(heard));
            tellOthers(context);
          }
          if (!from.equals(self)) {
            context.send(from, new Thanks());
          }
        }
        case Event.Received<Rumour>(var _, Thanks()) -> thanks++;
        case Event.TimerFired<Rumour> _ -> tellOthers(context);
      }
    }

    private void tellOthers(Context<Rumour> context) {
      all.stream()
          .filter(id -> !id.equals(self))
          .forEach(id -> context.send(id, new Heard(number)));
      context.arm(Again.GOSSIP, 100 * Context.MILLISECOND, 200 * Context.MILLISECOND);
    }
  }

  @Override
  public String name() {
    return "rumour";
  }

  @Override
  public Scenario<Rumour> scenario(int servers, Words options) {
    int limit = options.option("limit", 1_000, 1, 1_000_000);
    options.option("mood", List.of("merry", "sad"));
    return Scenario.<Rumour>named("rumour")
        .servers(servers, Gossip::new)
        .always(
            "modesty",
            () ->
                (world, step) ->
                    number(world.host(step.node()).node()) > limit
                        ? Optional.of(step.node() + " exaggerates")
                        : Optional.empty());
  }

  private static int number(Node<Rumour> node) {
    return ((Gossip) node).number;
  }

  @Override
  public List<Verb<Rumour>> verbs() {
    return List.of(
        new Verb<>(
            "whisper NODE NUMBER",
            (stage, words) ->
                stage
                    .driver()
                    .tell(words.node(), new Heard(words.number("a number", 0, 1_000_000)))));
  }

  @Override
  public Narrator<Rumour> narrator(Scenario<Rumour> scenario) {
    return new Narrator<>() {
      @Override
      public String state(NodeId id, Node<Rumour> node) {
        return "number=" + number(node) + " thanks=" + ((Gossip) node).thanks;
      }

      @Override
      public List<String> step(Step<Rumour> step) {
        return step.effects().contains(new Effect.Report<Rumour>(new Learned(7)))
            ? List.of(step.node() + " is lucky")
            : List.of();
      }
    };
  }
}
