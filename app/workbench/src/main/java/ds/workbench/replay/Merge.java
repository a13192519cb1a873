package ds.workbench.replay;

import ds.core.Context;
import ds.core.NodeId;
import ds.runtime.recorder.replay.Replayed;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes one run of the recordings of several nodes.
///
/// Steps come in the order of their times, but none that takes a message comes before the step that
/// sent it: the machines' clocks may differ, what caused what does not. A message that nobody seems
/// to have sent (its sender's recording begins later, or was lost) is waited for as long as clocks
/// may plausibly differ, and then taken all the same.
final class Merge<M> {

  /// By how much clocks of machines that run one cluster may differ.
  private static final long APART_MAX = 10_000 * Context.MILLISECOND;

  private static final Comparator<Track<?>> EARLIEST = Comparator.comparingLong(Track::time);

  private final List<Track<M>> tracks;
  private final Map<NodeId, Track<M>> byNode = new HashMap<>();
  private long unsent;

  Merge(List<Track<M>> tracks) {
    this.tracks = List.copyOf(tracks);
    tracks.forEach(track -> byNode.put(track.node(), track));
  }

  /// How many messages were taken that no step has sent.
  long unsent() {
    return unsent;
  }

  /// Takes the next step of all.
  ///
  /// @return empty if there is none
  Optional<Replayed<M>> step() throws IOException {
    List<Track<M>> going = tracks.stream().filter(track -> !track.isOver()).toList();
    Optional<Track<M>> next =
        going.stream()
            .filter(track -> !isHeldUp(track))
            .min(EARLIEST)
            .or(() -> going.stream().min(EARLIEST));
    if (next.isEmpty()) {
      return Optional.empty();
    }
    unsent += next.get().waitsFor().isPresent() ? 1 : 0;
    return Optional.of(next.get().step());
  }

  /// Whether the message that a track takes next may yet be sent.
  private boolean isHeldUp(Track<M> track) {
    return track
        .waitsFor()
        .flatMap(sender -> Optional.ofNullable(byNode.get(sender)))
        .filter(sender -> !sender.isOver() && sender.time() - track.time() < APART_MAX)
        .isPresent();
  }
}
