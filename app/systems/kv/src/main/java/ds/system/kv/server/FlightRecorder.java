package ds.system.kv.server;

import ds.core.Node;
import ds.runtime.file.DiskStorage;
import ds.runtime.recorder.Recorder;
import ds.system.kv.bootstrap.Identity;
import ds.system.kv.codec.MemberScript;
import ds.system.kv.member.Member;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberSettings;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.server.ServerSettings.Recorded;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// Records a member, if it is to be recorded.
final class FlightRecorder implements Closeable {

  private final Optional<Recorder> recorder;

  private FlightRecorder(Optional<Recorder> recorder) {
    this.recorder = recorder;
  }

  static FlightRecorder open(Optional<Recorded> recorded) throws IOException {
    return new FlightRecorder(
        recorded.isEmpty() ? Optional.empty() : Optional.of(open(recorded.get())));
  }

  private static Recorder open(Recorded recorded) throws IOException {
    try {
      return Recorder.open(recorded.directory(), recorded.bounds(), DiskStorage.forOwner());
    } catch (IOException e) {
      throw new IOException("nothing can be recorded in " + recorded.directory() + ": " + e, e);
    }
  }

  /// The node to be started in the member's place.
  Node<MemberMessage> recorded(Identity identity, Member member, MemberSettings settings)
      throws IOException {
    return recorder.isEmpty()
        ? member
        : recorder
            .get()
            .record(
                ClusterMember.node(identity.member()),
                MemberScript.written(settings),
                member,
                MemberScript.script());
  }

  /// Whether the member is being recorded.
  boolean isRecording() {
    return recorder.isPresent() && recorder.get().isRecording();
  }

  /// How much is kept on the disk.
  long bytes() {
    return recorder.map(Recorder::bytes).orElse(0L);
  }

  @Override
  public void close() {
    recorder.ifPresent(Recorder::close);
  }
}
