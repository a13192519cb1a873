package ds.exercise.catchthebug;

import ds.core.Node;
import ds.core.NodeId;
import ds.lab.scenario.Roster;
import ds.lab.source.ClassPath;
import ds.lab.source.MemoryCompiler;
import ds.lab.source.Patch;
import ds.lab.source.PatchFile;
import ds.protocol.paxos.PaxosMessage;
import ds.protocol.paxos.PaxosNode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Paxos with some lines changed, for better or worse.
///
/// Only the node's class is made anew, as a hidden class beside the real one: messages, facts and
/// records are the same for all of them, and it may call what only its package may.
///
/// @param name what complaints call it
record Suspect(String name, List<Patch> patches) {

  private static final String FILE = "ds/protocol/paxos/PaxosNode.java";

  /// Each is compiled once in the life of a grader.
  private static final Map<Suspect, MethodHandle> COMPILED = new ConcurrentHashMap<>();

  Suspect {
    patches = List.copyOf(patches);
  }

  /// @param change in the text form of a [PatchFile], of which `file:` may be left out
  static Suspect of(String name, String change) {
    return new Suspect(name, PatchFile.parse(name, "file: " + FILE + "\n" + change).patches());
  }

  /// The same with `other`'s changes besides.
  Suspect and(Suspect other) {
    List<Patch> all = new ArrayList<>(patches);
    all.addAll(other.patches);
    return new Suspect(name, all);
  }

  /// What a process proposes if it is free to choose.
  static String wish(NodeId self) {
    return "value of " + self;
  }

  /// Makes processes of this kind.
  ///
  /// @throws IllegalArgumentException if the change does not fit Paxos any more
  Roster.Maker<PaxosMessage> maker() {
    MethodHandle constructor = COMPILED.computeIfAbsent(this, it -> constructor(it.defined()));
    return (self, members) -> make(constructor, self, members);
  }

  private Class<?> defined() {
    String source = ClassPath.text(Suspect.class, FILE);
    for (Patch patch : patches) {
      source = patch.apply(source);
    }
    var classes = MemoryCompiler.compileAll("suspect " + name, Map.of(FILE, source));
    try {
      return MethodHandles.privateLookupIn(PaxosNode.class, MethodHandles.lookup())
          .defineHiddenClass(classes.get(PaxosNode.class.getName()), true)
          .lookupClass();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a package of this house is open to it", e);
    }
  }

  private static MethodHandle constructor(Class<?> type) {
    try {
      return MethodHandles.lookup()
          .findConstructor(
              type, MethodType.methodType(void.class, NodeId.class, List.class, String.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a process is made as a real one is", e);
    }
  }

  @SuppressWarnings("unchecked") // the source says so
  private static Node<PaxosMessage> make(
      MethodHandle constructor, NodeId self, List<NodeId> members) {
    try {
      return (Node<PaxosMessage>) constructor.invoke(self, members, wish(self));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a process cannot be made", e);
    }
  }
}
