package ds.runtime.recorder.replay;

import ds.core.Step;
import java.util.Optional;

/// A step that was taken once more.
///
/// @param number of the step in its recording, counted from 1
/// @param time when it was taken first, in nanoseconds since 1970
/// @param step as it went now
/// @param difference between then and now, if there is one; what follows in the recording happened
///   to a node in another state then
public record Replayed<M>(long number, long time, Step<M> step, Optional<Difference> difference) {}
