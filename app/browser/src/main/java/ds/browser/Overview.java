package ds.browser;

import ds.core.NodeId;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.run.Violation;
import ds.lab.simulation.Act;
import ds.lab.takeover.Branch;
import ds.lab.takeover.Choice;
import ds.lab.takeover.RunLink;
import ds.lab.takeover.Spell;
import ds.lab.world.World;
import java.util.List;
import java.util.Optional;

/// A run as a whole: who takes part, how far it has gone, which faults it met, how it ended.
final class Overview<M> {

  private final int number;
  private final Session<M> session;
  private final List<NodeId> nodes;

  /// @param number by which the page names the run
  Overview(int number, Session<M> session) {
    this.number = number;
    this.session = session;
    this.nodes = session.nodes();
  }

  String json() {
    Branch<M> branch = session.branch();
    World<M> world = branch.run().course().world();
    branch.tape().arrows().forEach(it -> session.legend().kind(it.envelope().message()));
    long calmAt = session.scenario().plot().calmAt();
    return Json.object(json ->
        json.field("run", number)
            .field("link", session.link(branch, session.at()).toString())
            .field("scenario", session.scenario().name())
            .field("about", session.scenario().about())
            .field("seed", seed())
            .field("servers", session.scenario().roster().servers())
            .field("at", session.at())
            .array("nodes", list -> nodes.forEach(it -> list.item(it.name())))
            .array("roles", this::roles)
            .field("first", session.first())
            .field("steps", branch.steps())
            .field("end", end(branch))
            .time("time", world.now())
            .time("calmAt", calmAt == Act.FOREVER ? -1 : calmAt)
            .array("kinds", session.legend().kinds()::write)
            .array("labels", session.legend().labels()::write)
            .array("faults", this::faults)
            .field("branch", session.shown())
            .object("outcome", it -> violation(it, branch)));
  }

  /// Empty if a script decides the run.
  private String seed() {
    RunLink link = session.link();
    return link.hasSeed() ? Long.toString(link.seed()) : "";
  }

  private void roles(Json list) {
    int clients = session.scenario().roster().clients();
    for (int i = 0; i < nodes.size(); i++) {
      list.item(i < nodes.size() - clients ? "server" : "client");
    }
  }

  private String end(Branch<?> branch) {
    if (branch.run().watch().violation().isPresent()) {
      return "a promise broke";
    }
    if (branch.steps() >= RunLink.STEPS_MAX) {
      return "longer runs are not looked at";
    }
    if (!session.link().hasSeed()) {
      return branch.isOver() ? "from here on, nothing happens but by your hand" : "";
    }
    return branch.isOver() ? "all that was to happen has happened" : "";
  }

  private static void violation(Json json, Branch<?> branch) {
    Optional<Violation> violation = branch.run().watch().violation();
    json.field("broken", violation.isPresent());
    violation.ifPresent(it ->
        json.field("property", it.property())
            .field("why", it.why())
            .field("step", it.step())
            .time("time", it.time()));
  }

  private void faults(Json list) {
    List<Spell> spells = session.branch().tape().spells();
    for (int i = 0; i < spells.size(); i++) {
      int id = i;
      Spell spell = spells.get(i);
      list.item(json ->
          json.field("id", id)
              .field("text", spell.fault().begins())
              .field("end", spell.fault() instanceof Fault.Lasting it ? it.ends() : "")
              .time("from", spell.from())
              .time("to", spell.to())
              .field("step", spell.fromStep())
              .field("endStep", spell.toStep())
              .field("kind", kind(spell.fault()))
              .array("nodes", it -> spell.fault().victim().ifPresent(node -> it.item(index(node))))
              .array("links", it -> links(it, spell.fault())));
    }
  }

  private static String kind(Fault fault) {
    return switch (fault) {
      case Fault.Crashed _ -> "crash";
      case Fault.Paused _ -> "pause";
      case Fault.Cut _ -> "cut";
      case Fault.Clogged _ -> "clog";
      case Fault.Impaired _ -> "impair";
      case Fault.Slow _ -> "slow";
      case Fault.DiskRefuses _, Fault.SlowDisk _, Fault.DiskLost _, Fault.BitRot _ -> "disk";
      case Fault.Drifting _, Fault.Skewed _ -> "clock";
      case Fault.Byzantine _ -> "other";
    };
  }

  private void links(Json list, Fault fault) {
    List<Link> links =
        switch (fault) {
          case Fault.Cut(_, var cut) -> cut;
          case Fault.Clogged(var clogged) -> clogged;
          case Fault.Impaired(var impaired, _) -> impaired;
          default -> List.of();
        };
    links.forEach(link -> list.items(pair -> pair.item(index(link.from())).item(index(link.to()))));
  }

  private int index(NodeId node) {
    return nodes.indexOf(node);
  }

  /// The tree of branches.
  String branches() {
    return Json.array(list -> {
      for (int i = 0; i < session.twigs().size(); i++) {
        int id = i;
        list.item(json -> twig(json, id));
      }
    });
  }

  private void twig(Json json, int id) {
    Session.Twig<M> twig = session.twigs().get(id);
    Branch<M> branch = twig.branch();
    json.field("branch", id)
        .field("parent", twig.parent())
        .field("from", twig.from())
        .field("steps", branch.steps())
        .array(
            "choices", list -> branch.choices().stream().map(Choice::toString).forEach(list::item))
        .object("outcome", it -> violation(it, branch))
        .field("current", id == session.shown())
        .field("link", session.link(branch, branch.steps()).toString());
  }
}
