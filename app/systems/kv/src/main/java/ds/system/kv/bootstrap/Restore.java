package ds.system.kv.bootstrap;

import ds.core.Durable;
import ds.core.NodeId;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftRecord.Checkpoint;
import ds.protocol.raft.log.RaftRecord.Snapshot;
import ds.protocol.raft.log.RaftRecord.TermAndVote;
import ds.protocol.raft.log.Term;
import ds.protocol.rsm.state.Pieces;
import ds.runtime.codec.ByteWriter;
import ds.runtime.file.DiskStorage;
import ds.runtime.journal.Journal;
import ds.runtime.journal.JournalSettings;
import ds.runtime.journal.JournalStream;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.codec.MemberCodecs;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.LiftAlarm;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.Range;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.roster.MemberPiece.Enrolled;
import ds.system.kv.snapshot.SnapshotFile;
import ds.system.kv.snapshot.SnapshotFile.Saved;
import ds.system.kv.snapshot.SnapshotFile.Trust;
import ds.system.kv.store.StoreMachine;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Makes a data directory of a saved snapshot, for one member of a cluster that begins with it.
///
/// Keys with their versions, revisions, leases, users and roles are as they were. The cluster is
/// another one: its members are those that are named now, and its number is drawn from its token
/// *and from the snapshot*. So neither a member of the old cluster nor one that was restored from
/// another snapshot is ever taken for one of them. Alarms are lifted, as they were about members
/// that are not there any more.
public final class Restore {

  /// Where the log begins that the snapshot stands for: an index and a term that no new log has.
  private static final Position BEGINNING = Position.of(1, new Term(1));

  /// What the name of a directory ends with that is not complete.
  private static final String UNFINISHED = ".restoring";

  /// By which a journal's directory is known.
  private static final String LOCK = "LOCK";

  /// Enough to delete some files.
  private static final long FAREWELL_SECONDS = 10;

  /// @param hash what members of a cluster answer to `HashKV` at this revision
  /// @param keys that are there at this revision
  public record Summary(int hash, long revision, long keys, long bytes) {}

  /// @param cluster its number
  /// @param member the number of the member that the directory is for
  public record Restored(long cluster, long member, Summary summary) {}

  private Restore() {}

  /// What a snapshot holds.
  ///
  /// @throws ds.system.kv.snapshot.UnfitSnapshotException if it is none, or not whole
  public static Summary inspect(Path file, Trust trust) throws IOException {
    return summary(SnapshotFile.read(file, trust, MemberCodecs.records()));
  }

  private static Summary summary(Saved saved) {
    StoreMachine state = saved.state();
    long revision = state.revision();
    var count = Range.of(KeyRange.ALL).showing(Range.Detail.COUNT_ONLY);
    long keys = state.query(count) instanceof KvResult.Found found ? found.count() : 0;
    return new Summary(state.snapshot().hash(revision), revision, keys, saved.bytes());
  }

  /// Makes the directory of one member. Each member of the new cluster is restored from the same
  /// snapshot, with the same cluster and token.
  ///
  /// @param data must not exist
  /// @param name of the member in the cluster
  /// @throws FileAlreadyExistsException if the directory exists
  /// @throws InterruptedIOException if the process is to end before it is done
  /// @throws ds.system.kv.snapshot.UnfitSnapshotException if the file is no snapshot, or not whole
  public static Restored restore(
      Path file, Trust trust, Path data, InitialCluster cluster, String name) throws IOException {
    demandAbsent(data);
    Saved saved = SnapshotFile.read(file, trust, MemberCodecs.records());
    InitialCluster renewed = cluster.under(cluster.token() + "\n" + saved.fingerprint());
    ClusterMember self =
        renewed
            .member(name)
            .orElseThrow(() ->
                new IllegalArgumentException("the initial cluster does not name '" + name + "'"));
    write(
        data,
        new Identity(renewed.clusterId(), self.id(), renewed.members(), renewed.members()),
        saved.state());
    return new Restored(renewed.clusterId(), self.id(), summary(saved));
  }

  private static void demandAbsent(Path data) throws IOException {
    if (Files.exists(data)) {
      throw new FileAlreadyExistsException(data + " exists; a snapshot is restored into a new one");
    }
  }

  /// The directory gets its name when all is there, so that no server is started on half of it. If
  /// the process is told to end meanwhile, nothing is left of it.
  private static void write(Path data, Identity identity, StoreMachine state) throws IOException {
    Path target = data.toAbsolutePath().normalize();
    Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
    takeOver(unfinished);
    var failure = new CompletableFuture<IOException>();
    var over = new CompletableFuture<Void>();
    Thread ending =
        Thread.ofPlatform()
            .unstarted(() -> {
              failure.complete(new InterruptedIOException(data + " was not finished"));
              over.completeOnTimeout(null, FAREWELL_SECONDS, TimeUnit.SECONDS).join();
            });
    expect(ending);
    try {
      fill(unfinished, identity, state, failure);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      new DiskStorage().forceDirectory(target.resolveSibling(""));
    } catch (IOException | RuntimeException e) {
      delete(unfinished);
      throw e;
    } finally {
      over.complete(null);
      forget(ending);
    }
  }

  /// Deletes what a process has left that was killed over it.
  private static void takeOver(Path unfinished) throws IOException {
    if (!Files.exists(unfinished)) {
      return;
    }
    var storage = DiskStorage.forOwner();
    List<String> names = storage.list(unfinished);
    if (!names.isEmpty() && !names.contains(LOCK)) {
      throw new FileAlreadyExistsException(unfinished + " exists, and is nothing of this program");
    }
    try (Closeable _ = storage.lock(unfinished.resolve(LOCK))) {
      delete(unfinished);
    }
  }

  private static void expect(Thread ending) throws InterruptedIOException {
    try {
      Runtime.getRuntime().addShutdownHook(ending);
    } catch (IllegalStateException _) {
      throw new InterruptedIOException("the process ends already");
    }
  }

  private static void forget(Thread ending) {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException _) {
      // the process ends already
    }
  }

  private static void fill(
      Path directory, Identity identity, StoreMachine state, CompletableFuture<IOException> failure)
      throws IOException {
    state.alarms().forEach(alarm -> state.apply(new LiftAlarm(alarm)));
    try (Journal journal =
        Journal.open(
            directory, JournalSettings.DEFAULT, DiskStorage.forOwner(), failure::complete)) {
      var durable = new CompletableFuture<Void>();
      String node = ClusterMember.node(identity.member()).name();
      journal.stream(node)
          .checkpoint(
              MemberCodecs.records().encoded(pieces(identity.bootstrap(), state).iterator()),
              0,
              () -> durable.complete(null));
      await(durable, failure);

      var known = new CompletableFuture<Void>();
      JournalStream who = journal.stream(Identity.STREAM);
      var bytes = new ByteWriter();
      Identity.CODEC.encode(identity, bytes);
      who.append(bytes.array(), 0, bytes.length());
      who.sync(() -> known.complete(null));
      await(known, failure);
    }
  }

  private static Iterable<Durable> pieces(List<ClusterMember> members, StoreMachine state) {
    List<NodeId> voters = members.stream().map(ClusterMember::node).toList();
    List<Durable> opening = new ArrayList<>();
    opening.add(
        new Checkpoint(
            new TermAndVote(BEGINNING.term(), Optional.empty()),
            new Snapshot(BEGINNING, Membership.of(voters))));
    members.forEach(member -> opening.add(new Enrolled(member, false)));
    return Pieces.join(opening, state.snapshot());
  }

  private static void await(CompletableFuture<Void> durable, CompletableFuture<IOException> failure)
      throws IOException {
    CompletableFuture.anyOf(durable, failure).join();
    if (failure.isDone()) {
      throw failure.join();
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
