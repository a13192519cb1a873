package ds.exercise.uniqueids;

import static ds.core.Context.MILLISECOND;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.judge.Duties;
import ds.exercise.uniqueids.UniqueIdsMessage.Generate;
import ds.exercise.uniqueids.UniqueIdsMessage.Generated;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What id servers promise. The handout explains each property under its name.
final class Promises {

  /// How long an answer may take. A sound server needs as long as one or two writes to its disk.
  static final long PATIENCE = 1_000 * MILLISECOND;

  /// Ids for which one write is granted.
  static final int IDS_PER_WRITE = 10;

  /// Writes that are granted to each life of a server besides.
  static final int WRITES_PER_LIFE = 5;

  private Promises() {}

  /// A client's request. Its answers may differ, but no other request may have one of them.
  private record Wish(NodeId client, long request) {

    @Override
    public String toString() {
      return client + "'s request " + request;
    }
  }

  /// No id is given to two requests. What counts is what arrives: an answer that a crash kept on
  /// its server was given to nobody.
  static final class Unique implements Invariant<UniqueIdsMessage> {

    private record Gift(Wish wish, NodeId server) {}

    private final Map<String, Gift> given = new TreeMap<>();

    @Override
    public Optional<String> check(World<UniqueIdsMessage> world, Step<UniqueIdsMessage> step) {
      if (!(step.event()
          instanceof
          Event.Received<UniqueIdsMessage>(var server, Generated(long request, var id)))) {
        return Optional.empty();
      }
      Wish wish = new Wish(step.node(), request);
      Gift first = given.putIfAbsent(id, new Gift(wish, server));
      if (first == null || first.wish().equals(wish)) {
        return Optional.empty();
      }
      String who = "id " + id + " is given to " + first.wish() + " by " + first.server();
      return Optional.of(who + " and to " + wish + " by " + server);
    }
  }

  /// An id has some characters, but not many.
  static final class ShortEnough implements Invariant<UniqueIdsMessage> {

    @Override
    public Optional<String> check(World<UniqueIdsMessage> world, Step<UniqueIdsMessage> step) {
      for (Effect<UniqueIdsMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<UniqueIdsMessage>(_, Generated(_, var id))
            && (id.isEmpty() || id.length() > Generated.LENGTH_MAX)) {
          return Optional.of(step.node() + " gives an id of " + id.length() + " characters");
        }
      }
      return Optional.empty();
    }
  }

  /// Whatever reaches a server is answered soon, unless the server crashes before.
  static final class Available implements Invariant<UniqueIdsMessage> {

    private final Duties<Wish> duties = new Duties<>(PATIENCE);

    @Override
    public Optional<String> check(World<UniqueIdsMessage> world, Step<UniqueIdsMessage> step) {
      NodeId server = step.node();
      if (step.event() instanceof Event.Started) {
        duties.clear(server);
      }
      if (step.event() instanceof Event.Received<UniqueIdsMessage>(var from, Generate(long n))) {
        duties.begin(world, server, new Wish(from, n));
      }
      for (Effect<UniqueIdsMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<UniqueIdsMessage>(var to, Generated(long n, _))) {
          duties.end(server, new Wish(to, n));
        }
      }
      return duties
          .overdue(world)
          .map(it -> it.server() + " does not answer " + it.what() + " within a second");
    }
  }

  /// A server writes seldom, compared with the ids that it gives.
  static final class Thrifty implements Invariant<UniqueIdsMessage> {

    private static final class Account {
      private long ids;
      private long writes;
    }

    private final Map<NodeId, Account> accounts = new TreeMap<>();

    @Override
    public Optional<String> check(World<UniqueIdsMessage> world, Step<UniqueIdsMessage> step) {
      Account account = accounts.computeIfAbsent(step.node(), _ -> new Account());
      for (Effect<UniqueIdsMessage> effect : step.effects()) {
        switch (effect) {
          case Effect.Send<UniqueIdsMessage>(_, Generated _) -> account.ids++;
          case Effect.Persist<UniqueIdsMessage> _,
              Effect.Checkpoint<UniqueIdsMessage> _,
              Effect.Compact<UniqueIdsMessage> _ ->
              account.writes++;
          default -> {}
        }
      }
      long lives = world.host(step.node()).incarnation();
      long allowed = lives * WRITES_PER_LIFE + account.ids / IDS_PER_WRITE;
      if (account.writes <= allowed) {
        return Optional.empty();
      }
      String bill = account.writes + " times for " + account.ids + " ids";
      return Optional.of(
          step.node() + " writes " + bill + " in " + lives + " lives; granted are " + allowed);
    }
  }
}
