package ds.runtime.contract;

import static ds.runtime.contract.WorldUnderTest.A;
import static ds.runtime.contract.WorldUnderTest.B;

import ds.core.NodeId;
import java.util.List;

/// A promise of every world.
///
/// @param name the promise, in words
/// @param nodes who takes part
record Behaviour(String name, List<NodeId> nodes, Body body) {

  /// Throws an [AssertionError] where the promise is not kept.
  interface Body {

    void holds(WorldUnderTest world) throws Exception;
  }

  static Behaviour ofOne(String name, Body body) {
    return new Behaviour(name, List.of(A), body);
  }

  static Behaviour ofTwo(String name, Body body) {
    return new Behaviour(name, List.of(A, B), body);
  }

  void demand(WorldUnderTest.Kind kind) throws Exception {
    try (WorldUnderTest world = kind.open(nodes)) {
      body.holds(world);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
