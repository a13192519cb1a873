package ds.runtime.contract;

import ds.core.Durable;
import ds.core.Fact;
import ds.core.NodeId;
import ds.runtime.codec.Codec;
import ds.runtime.codec.Family;
import ds.runtime.contract.Actor.Act;
import ds.runtime.contract.Actor.Cue;
import ds.runtime.contract.Actor.Line;
import ds.runtime.contract.Actor.Note;
import ds.runtime.contract.Actor.Said;
import ds.runtime.contract.Actor.Word;
import ds.runtime.file.DamagedFileException;
import ds.runtime.file.Pace;
import ds.runtime.host.Host;
import ds.runtime.host.HostObserver;
import ds.runtime.host.HostSettings;
import ds.runtime.host.Hosted;
import ds.runtime.host.NodeKind;
import ds.runtime.journal.Journal;
import ds.runtime.journal.JournalObserver;
import ds.runtime.journal.JournalSettings;
import ds.runtime.journal.log.LogSettings;
import ds.runtime.transport.FrameReceiver;
import ds.runtime.transport.Lane;
import ds.runtime.transport.PeerIdentity;
import ds.runtime.transport.Transport;
import ds.runtime.transport.TransportSettings;
import ds.runtime.transport.TransportSettings.Limits;
import ds.runtime.transport.TransportSettings.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// One node of a [HostedWorld], with all that a process would have for it: a journal, a host, and a
/// transport if there are others.
final class HostedNode implements HostObserver, JournalObserver, FrameReceiver {

  private static final Pace FAST = new Pace(1 << 16, 1L << 40);
  private static final JournalSettings SMALL =
      new JournalSettings(new LogSettings(1 << 16, 2, FAST), 1 << 14, 1 << 16, 1 << 15, FAST);
  private static final TransportSettings QUICK =
      new TransportSettings(
          2,
          Limits.DEFAULT,
          new Timing(
              Duration.ofSeconds(20),
              Duration.ofSeconds(10),
              Duration.ofMillis(200),
              Duration.ofSeconds(20),
              Duration.ofMillis(5),
              Duration.ofMillis(20)));

  /// What there is while the node is up.
  private record Life(
      Journal journal, Host host, Hosted<Word> actor, Optional<Transport> transport) {

    void end() throws IOException {
      host.close();
      transport.ifPresent(Transport::close);
      journal.close();
    }
  }

  private final NodeId id;
  private final Drive drive;
  private final List<Note> notes = new CopyOnWriteArrayList<>();
  private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private Optional<Life> life = Optional.empty();
  private volatile boolean isFailed;
  private volatile Optional<Host> listener = Optional.empty();

  HostedNode(NodeId id, Drive drive) {
    this.id = id;
    this.drive = drive;
  }

  NodeId id() {
    return id;
  }

  Drive drive() {
    return drive;
  }

  List<Note> notes() {
    return notes;
  }

  /// Whether something has happened after which a process ends.
  boolean isFailed() {
    return isFailed;
  }

  /// @return whether it runs now, rather than being refused by its disk
  boolean start(boolean hasPeers) throws IOException {
    isFailed = false;
    Journal journal;
    try {
      journal = Journal.open(drive.folder(), SMALL, drive.storage(), this);
    } catch (DamagedFileException _) {
      return false;
    }
    var host = new Host(HostSettings.DEFAULT, journal, this);
    listener = Optional.of(host);
    Optional<Transport> transport = Optional.empty();
    if (hasPeers) {
      transport =
          Optional.of(
              new Transport(
                  new PeerIdentity("contract", id.name()), QUICK, Optional.empty(), this));
      address = transport.get().listen(address);
      host.attach(transport.get());
    }
    @SuppressWarnings("unchecked") // a cue is never encoded
    Codec<Word> words = (Codec<Word>) (Codec<? extends Word>) Codec.of(Said.class);
    Codec<Durable> lines = Codec.of(Durable.class, Family.of(Durable.class, Line.class));
    var actor = host.start(id, new Actor(), new NodeKind<>(words, lines, _ -> Lane.ORDERED));
    life = Optional.of(new Life(journal, host, actor, transport));
    return true;
  }

  void call(HostedNode peer) {
    if (peer != this) {
      life.flatMap(Life::transport)
          .ifPresent(transport -> transport.addPeer(peer.id.name(), peer.address));
    }
  }

  /// Whether it has all connections that it makes.
  boolean isConnected() {
    return life.flatMap(Life::transport).stream()
        .flatMap(transport -> transport.peers().stream())
        .allMatch(Transport.PeerStatus::connected);
  }

  void tell(Act act) {
    life.ifPresent(it -> it.actor.take(id, new Cue(act)));
  }

  void end() throws IOException {
    drive.powerOff();
    if (life.isPresent()) {
      life.get().end();
      life = Optional.empty();
    }
    drive.powerOn();
  }

  @Override
  public void reported(NodeId node, Fact fact) {
    notes.add((Note) fact);
  }

  @Override
  public void nodeFailed(NodeId node, Object event, Throwable cause) {
    isFailed = true;
  }

  @Override
  public void failed(IOException reason) {
    isFailed = true;
  }

  @Override
  public void received(String from, Lane lane, byte[] buffer, int offset, int length) {
    listener.ifPresent(host -> host.received(from, buffer, offset, length));
  }
}
