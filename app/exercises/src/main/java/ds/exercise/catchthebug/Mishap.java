package ds.exercise.catchthebug;

import ds.core.NodeId;
import java.util.List;

/// Something that goes wrong for a while: at `from` already, and at `until` no more. Times are in
/// milliseconds since the start of the run.
public sealed interface Mishap {

  /// When all mishaps are over at the latest.
  long MILLIS_MAX = 1_000;

  long from();

  long until();

  /// The process stops, loses all but its disk, and starts again. What it was just writing may be
  /// on the disk or not.
  record Crash(NodeId process, long from, long until) implements Mishap {}

  /// The first write within the time fails, which stops the process; what it wanted to write is not
  /// on the disk. It starts again at the end of the time. If it writes nothing, nothing happens.
  record DiskFails(NodeId process, long from, long until) implements Mishap {}

  /// What would arrive within the time is lost, on the way from each sender to each receiver.
  record Cut(List<NodeId> senders, List<NodeId> receivers, long from, long until)
      implements Mishap {}

  /// What is sent within the time waits until its end, on the way from each sender to each
  /// receiver. Nothing is lost.
  record Hold(List<NodeId> senders, List<NodeId> receivers, long from, long until)
      implements Mishap {}
}
