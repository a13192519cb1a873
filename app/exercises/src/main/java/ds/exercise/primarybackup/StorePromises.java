package ds.exercise.primarybackup;

import ds.core.Effect;
import ds.core.Event;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.judge.Facts;
import ds.exercise.primarybackup.StoreMessage.CurrentView;
import ds.exercise.primarybackup.StoreMessage.Peer;
import ds.exercise.primarybackup.StoreMessage.Ping;
import ds.exercise.primarybackup.StoreMessage.Reply;
import ds.lab.history.model.KeyValueModel.Append;
import ds.lab.history.model.KeyValueModel.Done;
import ds.lab.history.model.KeyValueModel.Get;
import ds.lab.history.model.KeyValueModel.Input;
import ds.lab.history.model.KeyValueModel.Put;
import ds.lab.history.model.KeyValueModel.Value;
import ds.lab.scenario.HistoryFact;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// What a replicated store promises. The handout explains each property under its name.
final class StorePromises {

  private StorePromises() {}

  /// Nobody replies who has not been told, since it started, that it is primary.
  static final class OnlyPrimaries implements Invariant<StoreMessage> {
    private final Set<NodeId> appointed = new HashSet<>();

    @Override
    public Optional<String> check(World<StoreMessage> world, Step<StoreMessage> step) {
      if (step.event() instanceof Event.Started) {
        appointed.remove(step.node());
      }
      if (step.event() instanceof Event.Received<StoreMessage>(_, CurrentView(var view))
          && view.isPrimary(step.node())) {
        appointed.add(step.node());
      }
      boolean replies =
          step.effects().stream()
              .anyMatch(it -> it instanceof Effect.Send<StoreMessage>(_, Reply _));
      return replies && !appointed.contains(step.node())
          ? Optional.of(step.node() + " replies to a client, but was never told that it is primary")
          : Optional.empty();
    }
  }

  /// Nobody acknowledges a view with a backup from which it has never heard: whether the backup has
  /// the state, only the backup can say.
  static final class Confirmed implements Invariant<StoreMessage> {
    private final Map<NodeId, View> views = new HashMap<>();
    private final Map<NodeId, Set<NodeId>> heard = new HashMap<>();

    @Override
    public Optional<String> check(World<StoreMessage> world, Step<StoreMessage> step) {
      NodeId server = step.node();
      switch (step.event()) {
        case Event.Started<StoreMessage> _ -> {
          views.remove(server);
          heard.put(server, new HashSet<>());
        }
        case Event.Received<StoreMessage>(_, CurrentView(var told)) ->
            views.merge(server, told, (a, b) -> a.number() >= b.number() ? a : b);
        case Event.Received<StoreMessage>(var from, Peer _) ->
            heard.computeIfAbsent(server, _ -> new HashSet<>()).add(from);
        case Event.Received<StoreMessage> _, Event.TimerFired<StoreMessage> _ -> {}
      }
      View view = views.getOrDefault(server, View.NONE);
      boolean acknowledges =
          view.isPrimary(server)
              && step.effects().stream()
                  .anyMatch(it ->
                      it instanceof Effect.Send<StoreMessage>(_, Ping(long named))
                          && named == view.number());
      return view.backup()
          .filter(it -> acknowledges && !heard.getOrDefault(server, Set.of()).contains(it))
          .map(it ->
              server
                  + " acknowledges "
                  + ViewPromises.words(view)
                  + ", but "
                  + it
                  + " has never said that it has the state");
    }
  }

  /// What a client gets contains every append that was acknowledged before it asked; or, of a key
  /// that one client puts, no value older than the last that was acknowledged.
  static Invariant<StoreMessage> keepsWrites() {
    return new Reading((words, expected) ->
        expected.appends().stream()
            .filter(it -> !words.contains(it))
            .findFirst()
            .or(() ->
                expected.puts().stream()
                    .reduce((older, newer) -> newer)
                    .filter(last -> isOlder(words, expected.puts(), last)))
            .map(it -> it + " is missing, which was acknowledged before"));
  }

  private static boolean isOlder(List<String> words, List<String> puts, String last) {
    return !words.contains(last) && (words.contains("") || puts.containsAll(words));
  }

  /// What a client gets contains no append twice.
  static Invariant<StoreMessage> appendsOnce() {
    return new Reading((words, expected) -> {
      Set<String> seen = new HashSet<>();
      return words.stream()
          .filter(it -> !seen.add(it))
          .findFirst()
          .map(it -> it + " is in it twice");
    });
  }

  /// What was acknowledged before a client asked.
  private record Expected(List<String> appends, List<String> puts) {}

  /// Judges the values that clients get.
  private static final class Reading implements Invariant<StoreMessage> {
    private final BiFunction<List<String>, Expected, Optional<String>> judge;
    private final Map<NodeId, Input> calls = new HashMap<>();
    private final Map<NodeId, Expected> expected = new HashMap<>();
    private final Map<String, List<String>> appends = new HashMap<>();
    private final Map<String, List<String>> puts = new HashMap<>();

    /// @param judge is told what a client got, and what it had to find there
    Reading(BiFunction<List<String>, Expected, Optional<String>> judge) {
      this.judge = judge;
    }

    @Override
    public Optional<String> check(World<StoreMessage> world, Step<StoreMessage> step) {
      for (Fact fact : Facts.of(step)) {
        if (fact instanceof HistoryFact.Invoked(var call)) {
          Input input = (Input) call;
          calls.put(step.node(), input);
          List<String> appended = List.copyOf(of(appends, input.key()));
          List<String> put = List.copyOf(of(puts, input.key()));
          expected.put(step.node(), new Expected(appended, put));
        } else if (fact instanceof HistoryFact.Returned(var result)) {
          return onReturned(step.node(), result);
        }
      }
      return Optional.empty();
    }

    private static List<String> of(Map<String, List<String>> writes, String key) {
      return writes.computeIfAbsent(key, _ -> new ArrayList<>());
    }

    private Optional<String> onReturned(NodeId client, Object result) {
      Input input = calls.get(client);
      if (input instanceof Append(var key, var value) && result instanceof Done) {
        of(appends, key).add(value.strip());
      } else if (input instanceof Put(var key, var value) && result instanceof Done) {
        of(puts, key).add(value.strip());
      } else if (input instanceof Get(var key) && result instanceof Value(var value)) {
        List<String> words = Arrays.asList(value.strip().split(" "));
        Expected before = expected.getOrDefault(client, new Expected(List.of(), List.of()));
        return judge.apply(words, before).map(it -> client + " gets " + key + ", but " + it);
      }
      return Optional.empty();
    }
  }
}
