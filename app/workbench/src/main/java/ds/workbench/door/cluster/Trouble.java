package ds.workbench.door.cluster;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// What a visitor has done to the members, and when it was over. The diagram draws it, and what
/// became of messages is told by it.
final class Trouble {

  /// Long before a page has seen so much, it begins anew.
  private static final int KEPT_MAX = 200;

  private static final long NEVER = Long.MAX_VALUE;

  /// @param nodes the member that is down, or the two whose link is cut
  private record Spell(int id, List<Integer> nodes, long from, long to) {

    boolean isCut() {
      return nodes.size() == 2;
    }

    boolean holds(long time) {
      return from <= time && time < to;
    }
  }

  private final List<String> members;
  private final List<Spell> spells = new ArrayList<>();
  private int begun;

  Trouble(List<String> members) {
    this.members = List.copyOf(members);
  }

  synchronized void killed(int node, long time) {
    begin(List.of(node), time);
  }

  synchronized void started(int node, long time) {
    end(List.of(node), time);
  }

  synchronized void cut(int one, int other, long time) {
    begin(link(one, other), time);
  }

  synchronized void healed(int one, int other, long time) {
    end(link(one, other), time);
  }

  synchronized boolean isDown(int node, long time) {
    return holds(List.of(node), time);
  }

  synchronized boolean isCut(int one, int other, long time) {
    return holds(link(one, other), time);
  }

  private static List<Integer> link(int one, int other) {
    return List.of(Math.min(one, other), Math.max(one, other));
  }

  private void begin(List<Integer> nodes, long time) {
    if (spells.stream().noneMatch(it -> isOpen(it, nodes))) {
      spells.add(new Spell(begun++, nodes, time, NEVER));
    }
    if (spells.size() > KEPT_MAX) {
      spells.removeFirst();
    }
  }

  private void end(List<Integer> nodes, long time) {
    spells.replaceAll(it -> isOpen(it, nodes) ? new Spell(it.id(), nodes, it.from(), time) : it);
  }

  private static boolean isOpen(Spell spell, List<Integer> nodes) {
    return spell.to() == NEVER && spell.nodes().equals(nodes);
  }

  private boolean holds(List<Integer> nodes, long time) {
    return spells.stream().anyMatch(it -> it.nodes().equals(nodes) && it.holds(time));
  }

  /// In the form of the debugger's overview.
  ///
  /// @param base nanoseconds at which its clock begins
  synchronized JsonArray json(long base) {
    JsonArray faults = new JsonArray();
    spells.forEach(it -> faults.add(json(it, base)));
    return faults;
  }

  private JsonObject json(Spell spell, long base) {
    JsonObject fault = new JsonObject();
    String one = members.get(spell.nodes().getFirst());
    String other = members.get(spell.nodes().getLast());
    fault.addProperty("id", spell.id());
    fault.addProperty("kind", spell.isCut() ? "cut" : "crash");
    fault.addProperty(
        "text", spell.isCut() ? one + " and " + other + " are cut off" : one + " is killed");
    fault.addProperty(
        "end", spell.isCut() ? one + " and " + other + " are connected" : one + " starts again");
    fault.addProperty("from", Footage.millis(spell.from() - base));
    fault.addProperty("to", spell.to() == NEVER ? -1 : Footage.millis(spell.to() - base));
    JsonArray nodes = new JsonArray();
    JsonArray links = new JsonArray();
    if (spell.isCut()) {
      JsonArray pair = new JsonArray();
      spell.nodes().forEach(pair::add);
      links.add(pair);
    } else {
      spell.nodes().forEach(nodes::add);
    }
    fault.add("nodes", nodes);
    fault.add("links", links);
    return fault;
  }
}
