package ds.lab.scenario;

import ds.core.Check;
import ds.lab.simulation.Act;
import ds.lab.simulation.Nemesis;
import java.util.List;

/// What goes wrong, and when.
///
/// @param calmAt when all faults end for good, in nanoseconds; [Act#FOREVER] for never
/// @param horizon when the run ends, in nanoseconds
public record Plot<M>(List<Act<M>> script, List<Nemesis<M>> nemeses, long calmAt, long horizon) {

  public Plot {
    script = List.copyOf(script);
    nemeses = List.copyOf(nemeses);
    Check.that(calmAt >= 0 && horizon > 0, "a run lasts for some time");
  }
}
