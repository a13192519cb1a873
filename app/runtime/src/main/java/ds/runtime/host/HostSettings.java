package ds.runtime.host;

import ds.core.Check;

/// The bounds of a host, each with its reason.
///
/// @param loops threads among which nodes are shared out; a node stays on one
/// @param waitingBytesMax of messages from peers that wait for a node; beyond it they are lost, as
///   on a network, which protocols survive and memory does not
/// @param callsMax of a [Funnel] that wait for a node
public record HostSettings(int loops, long waitingBytesMax, int callsMax) {

  private static final long MEGABYTE = 1 << 20;

  public static final HostSettings DEFAULT = new HostSettings(1, 64 * MEGABYTE, 65_536);

  public HostSettings {
    Check.that(loops > 0, "a host has a loop");
    Check.that(waitingBytesMax > 0, "a message may wait");
    Check.that(callsMax > 0, "a call may wait");
  }
}
