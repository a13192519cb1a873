package ds.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import ds.runtime.contract.Actor.Act;
import ds.runtime.contract.Actor.Note;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/// The real world: threads, clocks, sockets, and a disk of either kind.
final class HostedWorld implements WorldUnderTest {

  private static final long PATIENCE = 120_000_000_000L;

  /// Between two looks at what other threads have done.
  private static final long LOOK = 200_000;

  private final Map<NodeId, HostedNode> nodes = new LinkedHashMap<>();

  private HostedWorld(List<NodeId> ids, Function<NodeId, Drive> drives) throws IOException {
    for (NodeId id : ids) {
      var node = new HostedNode(id, drives.apply(id));
      nodes.put(id, node);
      node.start(ids.size() > 1);
    }
    for (HostedNode node : nodes.values()) {
      meet(node);
      await(node.id(), "a start", notes -> !notes.isEmpty());
    }
  }

  static Kind kind(Function<NodeId, Drive> drives) {
    return ids -> new HostedWorld(ids, drives);
  }

  /// Connects a node with all others that are up.
  private void meet(HostedNode node) {
    for (HostedNode peer : nodes.values()) {
      node.call(peer);
      peer.call(node);
    }
    await("connections", () -> nodes.values().stream().allMatch(HostedNode::isConnected));
  }

  private HostedNode node(NodeId id) {
    return nodes.get(id);
  }

  @Override
  public void tell(NodeId node, Act act) {
    node(node).tell(act);
  }

  @Override
  public List<Note> notes(NodeId node) {
    return node(node).notes();
  }

  @Override
  public void await(NodeId node, String what, Predicate<List<Note>> wanted) {
    await(what, () -> wanted.test(notes(node)));
  }

  private static void await(String what, BooleanSupplier wanted) {
    long deadline = System.nanoTime() + PATIENCE;
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(LOOK);
    }
  }

  @Override
  public void crash(NodeId node) throws IOException {
    node(node).end();
  }

  @Override
  public boolean restart(NodeId id) throws IOException {
    HostedNode node = node(id);
    if (node.isFailed()) {
      node.end();
    }
    boolean isUp = node.start(nodes.size() > 1);
    if (isUp) {
      meet(node);
    }
    return isUp;
  }

  @Override
  public void stall(NodeId node) {
    node(node).drive().stall();
  }

  @Override
  public void resume(NodeId node) {
    node(node).drive().resume();
  }

  @Override
  public void refuse(NodeId node) {
    node(node).drive().refuse();
  }

  @Override
  public void awaitEnd(NodeId node) {
    await(node + " has failed", () -> node(node).isFailed());
  }

  @Override
  public void rot(NodeId node, String text) throws IOException {
    node(node).drive().rot(text);
  }

  @Override
  public void close() throws IOException {
    for (HostedNode node : nodes.values()) {
      node.end();
    }
  }
}
