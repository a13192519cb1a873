package ds.workbench.replay;

import ds.core.Node;
import ds.lab.scenario.StepInvariant;
import ds.runtime.codec.MalformedException;
import ds.runtime.recorder.form.Origin;
import ds.runtime.recorder.form.Script;
import java.util.List;
import java.util.function.Supplier;

/// What must be known of a system to replay its nodes.
///
/// @param maker makes a node as it was before its recording began
record Cast<M>(Script<M> script, Maker<M> maker, List<Law<M>> laws) {

  interface Maker<M> {
    Node<M> make(Origin origin) throws MalformedException;
  }

  /// What must hold after every step.
  record Law<M>(String name, Supplier<? extends StepInvariant<M>> invariant) {}
}
