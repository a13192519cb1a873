package ds.lab.fault;

import ds.core.Check;
import ds.core.NodeId;
import ds.lab.chance.Span;
import ds.lab.chance.Times;
import java.util.List;
import java.util.Optional;

/// Something that goes wrong, as a value: scripts, nemeses and hands all begin and end the same
/// faults. Faults of one kind may overlap; each holds until it ends.
public sealed interface Fault {

  /// In words, for the story of a run: `s1 crashes`.
  String begins();

  /// A fault that holds from its beginning to its end.
  sealed interface Lasting extends Fault {

    /// In words: `s1 restarts`.
    String ends();
  }

  /// A node of which this is a fault; empty for faults of links.
  default Optional<NodeId> victim() {
    return Optional.empty();
  }

  /// The node stops at once and loses all but its disk; of what was not durable yet, some suffix is
  /// lost, and the record at the break may be torn. When the fault ends the node starts again.
  record Crashed(NodeId node) implements Lasting {
    @Override
    public Optional<NodeId> victim() {
      return Optional.of(node);
    }

    @Override
    public String begins() {
      return node + " crashes";
    }

    @Override
    public String ends() {
      return node + " restarts";
    }
  }

  /// The node does nothing, and then finds all that has come meanwhile: a long garbage collection.
  record Paused(NodeId node) implements Lasting {
    @Override
    public Optional<NodeId> victim() {
      return Optional.of(node);
    }

    @Override
    public String begins() {
      return node + " is paused";
    }

    @Override
    public String ends() {
      return node + " goes on";
    }
  }

  /// The node works, but takes its time over every message: the grey failure.
  record Slow(NodeId node, Span extra) implements Lasting {
    @Override
    public Optional<NodeId> victim() {
      return Optional.of(node);
    }

    @Override
    public String begins() {
      return node + " becomes slow, by " + extra + " a message";
    }

    @Override
    public String ends() {
      return node + " is fast again";
    }
  }

  /// Links that lose every message.
  ///
  /// @param shape what the cut amounts to, in words: `s1 s2 | s3 s4 s5`
  record Cut(String shape, List<Link> links) implements Lasting {
    public Cut {
      links = List.copyOf(links);
    }

    @Override
    public String begins() {
      return "the network is cut: " + shape;
    }

    @Override
    public String ends() {
      return "the network is whole again: " + shape;
    }
  }

  /// Links that lose nothing and let nothing through; what was sent arrives when they open.
  record Clogged(List<Link> links) implements Lasting {
    public Clogged {
      links = List.copyOf(links);
    }

    @Override
    public String begins() {
      return "clogged: " + links;
    }

    @Override
    public String ends() {
      return "open again: " + links;
    }
  }

  /// Links that treat messages as `profile` says.
  record Impaired(List<Link> links, LinkProfile profile) implements Lasting {
    public Impaired {
      links = List.copyOf(links);
    }

    @Override
    public String begins() {
      return "impaired: " + links + " " + profile;
    }

    @Override
    public String ends() {
      return "no longer impaired: " + links;
    }
  }

  /// Why a disk refuses to write.
  enum DiskTrouble {
    IO_ERROR,
    FULL
  }

  /// A write stops the node, as a failed `fsync` must. When the fault ends the node starts again.
  record DiskRefuses(NodeId node, DiskTrouble trouble) implements Lasting {
    @Override
    public Optional<NodeId> victim() {
      return Optional.of(node);
    }

    @Override
    public String begins() {
      return node + (trouble == DiskTrouble.FULL ? "'s disk is full" : "'s disk fails to write");
    }

    @Override
    public String ends() {
      return node + "'s disk writes again";
    }
  }

  /// Every write takes `extra` longer to become durable.
  record SlowDisk(NodeId node, Span extra) implements Lasting {
    @Override
    public Optional<NodeId> victim() {
      return Optional.of(node);
    }

    @Override
    public String begins() {
      return node + "'s disk becomes slow, by " + extra + " a write";
    }

    @Override
    public String ends() {
      return node + "'s disk is fast again";
    }
  }

  /// The clock runs fast, or slow if `ppm` is negative, by so many millionths. Its timers do too.
  record Drifting(NodeId node, long ppm) implements Lasting {
    public Drifting {
      Check.that(Math.abs(ppm) <= 500_000, "a clock drifts by at most half its speed");
    }

    @Override
    public Optional<NodeId> victim() {
      return Optional.of(node);
    }

    @Override
    public String begins() {
      return node + "'s clock drifts by " + ppm + " ppm";
    }

    @Override
    public String ends() {
      return node + "'s clock keeps time again";
    }
  }

  /// The clock shows another time from now on; at the end of the fault it jumps back.
  record Skewed(NodeId node, long offset) implements Lasting {
    @Override
    public Optional<NodeId> victim() {
      return Optional.of(node);
    }

    @Override
    public String begins() {
      return node + "'s clock jumps by " + Times.text(offset);
    }

    @Override
    public String ends() {
      return node + "'s clock jumps by " + Times.text(-offset);
    }
  }

  /// What the node sends is forged by the scenario's [Forger].
  record Byzantine(NodeId node) implements Lasting {
    @Override
    public Optional<NodeId> victim() {
      return Optional.of(node);
    }

    @Override
    public String begins() {
      return node + " turns Byzantine";
    }

    @Override
    public String ends() {
      return node + " is honest again";
    }
  }

  /// All that the node ever wrote is gone. It forgets nothing before its next restart.
  record DiskLost(NodeId node) implements Fault {
    @Override
    public Optional<NodeId> victim() {
      return Optional.of(node);
    }

    @Override
    public String begins() {
      return node + "'s disk is replaced by an empty one";
    }
  }

  /// One durable record of the node rots. Its checksum tells at the next start, which fails.
  record BitRot(NodeId node) implements Fault {
    @Override
    public Optional<NodeId> victim() {
      return Optional.of(node);
    }

    @Override
    public String begins() {
      return "a record on " + node + "'s disk rots";
    }
  }

  static Cut partition(List<NodeId> left, List<NodeId> right) {
    return new Cut(names(left) + " | " + names(right), Link.between(left, right));
  }

  static Cut oneWay(List<NodeId> from, List<NodeId> to) {
    return new Cut(names(from) + " -x-> " + names(to), Link.oneWay(from, to));
  }

  /// Two halves that reach each other only through `bridge`, which reaches everybody.
  static Cut bridge(List<NodeId> left, NodeId bridge, List<NodeId> right) {
    return new Cut(
        names(left) + " | " + names(right) + ", joined by " + bridge, Link.between(left, right));
  }

  /// One node against the rest of `all`.
  static Cut isolate(NodeId node, List<NodeId> all) {
    List<NodeId> rest = all.stream().filter(other -> !other.equals(node)).toList();
    return partition(List.of(node), rest);
  }

  private static String names(List<NodeId> nodes) {
    StringBuilder text = new StringBuilder();
    for (NodeId node : nodes) {
      text.append(text.isEmpty() ? "" : " ").append(node);
    }
    return text.toString();
  }
}
