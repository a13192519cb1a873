package ds.system.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.runtime.file.DiskStorage;
import ds.system.kv.api.etcdserverpb.ClusterGrpc;
import ds.system.kv.api.etcdserverpb.HashKVRequest;
import ds.system.kv.api.etcdserverpb.HashKVResponse;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.MemberAddRequest;
import ds.system.kv.api.etcdserverpb.SnapshotRequest;
import ds.system.kv.bootstrap.Beginning;
import ds.system.kv.bootstrap.Restore;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.server.Cluster.Place;
import ds.system.kv.snapshot.SnapshotFile.Trust;
import ds.system.kv.snapshot.UnfitSnapshotException;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.LeaseOption;
import io.etcd.jetcd.options.PutOption;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A new cluster is made of what a member of an old one gave away.
@Timeout(300)
final class RestoreTest {

  private static final int KEYS = 300;
  private static final int HASH_BYTES = 32;

  @TempDir private static Path directory;
  private static Path saved;
  private static Cluster old;
  private static HashKVResponse oldHash;
  private static long oldCluster;
  private static long compacted;
  private static long lease;

  @BeforeAll
  static void save() throws IOException {
    old = Cluster.start(directory.resolve("old"), "a", "b", "c");
    saved = directory.resolve("saved");
    String leader = old.awaitLeader();
    try (Client client = old.client(leader)) {
      fill(client);
      oldCluster = client.getClusterClient().listMember().join().getHeader().getClusterId();
    }
    oldHash = hash(old.place(leader));
    with(
        old.place(leader),
        channel -> {
          var pieces =
              MaintenanceGrpc.newBlockingStub(channel)
                  .snapshot(SnapshotRequest.getDefaultInstance());
          try (OutputStream file = Files.newOutputStream(saved)) {
            while (pieces.hasNext()) {
              pieces.next().getBlob().writeTo(file);
            }
            return saved;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void fill(Client client) {
    var kv = client.getKVClient();
    for (int i = 0; i < KEYS; i++) {
      kv.put(seq("k/" + i % (KEYS / 2)), seq("v" + i)).join();
    }
    compacted = kv.delete(seq("k/0")).join().getHeader().getRevision();
    kv.compact(compacted).join();
    kv.put(seq("k/1"), seq("changed")).join();
    lease = client.getLeaseClient().grant(600).join().getID();
    kv.put(seq("leased"), seq("v"), PutOption.builder().withLeaseId(lease).build()).join();
    client.getAuthClient().userAdd(seq("root"), seq("secret")).join();
    client.getAuthClient().userGrantRole(seq("root"), seq("root")).join();
  }

  @AfterAll
  static void stop() {
    if (old != null) {
      old.close();
    }
  }

  @Test
  @DisplayName("three members, each restored for itself, hold what the old ones did")
  void everything() throws IOException {
    try (var cluster = Cluster.of(directory.resolve("new"), "x", "y", "z")) {
      for (String name : List.of("x", "y", "z")) {
        var restored = restore(cluster.settings(name));
        assertThat(restored.cluster()).isNotEqualTo(oldCluster);
        assertThat(restored.summary().hash()).isEqualTo(oldHash.getHash());
        assertThat(restored.summary().keys()).isEqualTo(KEYS / 2);
        cluster.start(name);
      }
      cluster.awaitLeader();
      for (String name : cluster.running()) {
        assertThat(hash(cluster.place(name)))
            .returns(oldHash.getHash(), HashKVResponse::getHash)
            .returns(compacted, HashKVResponse::getCompactRevision)
            .returns(oldHash.getHeader().getRevision(), it -> it.getHeader().getRevision());
      }
      try (Client client = cluster.client()) {
        inspect(client);
      }
      join(cluster);
    }
  }

  private static void inspect(Client client) {
    var past = GetOption.builder().withRevision(compacted).build();
    assertThat(client.getKVClient().get(seq("k/1"), past).join().getKvs().getFirst().getValue())
        .isEqualTo(seq("v" + (KEYS / 2 + 1)));
    var life = client.getLeaseClient().timeToLive(lease, LeaseOption.DEFAULT).join();
    assertThat(life.getGrantedTTL()).isEqualTo(600);
    client.getLeaseClient().revoke(lease).join();
    assertThat(client.getKVClient().get(seq("leased")).join().getKvs()).isEmpty();
    assertThat(client.getAuthClient().userGet(seq("root")).join().getRoles())
        .containsExactly("root");
    client.getKVClient().put(seq("k/new"), seq("v")).join();
  }

  /// Its number cannot be computed from flags, and those who are added find it out.
  private static void join(Cluster cluster) {
    List<ServerUrl> urls = Ports.free(2);
    var place = new Place("w", urls.getFirst(), urls.getLast());
    with(
        cluster.place("x"),
        channel ->
            ClusterGrpc.newBlockingStub(channel)
                .memberAdd(
                    MemberAddRequest.newBuilder().addPeerURLs(place.peers().toString()).build()));
    String all = cluster.initial() + ",w=" + place.peers();
    cluster.start(
        cluster.settings(place, new Beginning(InitialCluster.parse(all, "whatever"), false)));
    try (Client client = cluster.client("w")) {
      assertThat(client.getKVClient().get(seq("k/new")).join().getCount()).isOne();
    }
  }

  @Test
  @DisplayName(
      "the number of the cluster is that of the snapshot and the token, with its hash or not")
  void number() throws IOException {
    byte[] whole = Files.readAllBytes(saved);
    Path unhashed = file(Arrays.copyOf(whole, whole.length - HASH_BYTES));
    var cluster = InitialCluster.parse("a=http://localhost:1", "t");
    var one = Restore.restore(saved, Trust.CHECKED, directory.resolve("1"), cluster, "a");
    var same = Restore.restore(unhashed, Trust.UNCHECKED, directory.resolve("2"), cluster, "a");
    var other =
        Restore.restore(saved, Trust.CHECKED, directory.resolve("3"), cluster.under("u"), "a");
    assertThat(same.cluster()).isEqualTo(one.cluster()).isNotEqualTo(other.cluster());
    assertThat(same.member()).isEqualTo(one.member()).isNotEqualTo(other.member());
    assertThat(one.cluster()).isNotEqualTo(cluster.clusterId());
  }

  @Test
  @DisplayName("a directory that exists is left alone")
  void existing() throws IOException {
    Path data = Files.createDirectory(directory.resolve("existing"));
    assertThatThrownBy(() -> restore(saved, Trust.CHECKED, data))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(data).isEmptyDirectory();
  }

  @Test
  @DisplayName("what a killed restoration has left makes room, and nothing else does")
  void leftovers() throws IOException {
    Path left = Files.createDirectory(directory.resolve("again.restoring"));
    Files.createFile(left.resolve("LOCK"));
    Files.writeString(left.resolve("checkpoint-1-0000000001.new"), "half of it");
    try (var _ = new DiskStorage().lock(left.resolve("LOCK"))) {
      assertThatThrownBy(() -> restore(saved, Trust.CHECKED, directory.resolve("again")))
          .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
    }
    restore(saved, Trust.CHECKED, directory.resolve("again"));
    assertThat(left).doesNotExist();

    Path other = Files.createDirectory(directory.resolve("other.restoring"));
    Path mine = Files.createFile(other.resolve("mine"));
    assertThatThrownBy(() -> restore(saved, Trust.CHECKED, directory.resolve("other")))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("nothing of this program");
    assertThat(mine).exists();
  }

  @Test
  @DisplayName("what is damaged, cut off, or no snapshot is refused, and nothing is left behind")
  void unfit() throws IOException {
    byte[] whole = Files.readAllBytes(saved);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    byte[] unhashed = Arrays.copyOf(whole, whole.length - HASH_BYTES);
    byte[] cut = Arrays.copyOf(whole, whole.length / 1024 * 512);
    byte[] bolt =
        ByteBuffer.allocate(4096 + HASH_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(16, 0xED0CDAED)
            .array();
    byte[] later = whole.clone();
    later["ds-kv snapshot ".length()]++;

    refuses(flipped, Trust.CHECKED, "its hash is not that of what it holds");
    refuses(unhashed, Trust.CHECKED, "does not end with a hash");
    refuses(cut, Trust.CHECKED, "does not end with a hash");
    refuses(cut, Trust.UNCHECKED, "ends too early");
    refuses(bolt, Trust.CHECKED, "database of etcd's own");
    refuses(later, Trust.CHECKED, "saved by another version");
    refuses(new byte[0], Trust.UNCHECKED, "is no snapshot of this server");
    Restore.inspect(file(unhashed), Trust.UNCHECKED);
  }

  private static void refuses(byte[] content, Trust trust, String why) throws IOException {
    Path data = directory.resolve("refused");
    Path file = file(content);
    assertThatThrownBy(() -> restore(file, trust, data))
        .isInstanceOf(UnfitSnapshotException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(why);
    try (var left = Files.list(directory)) {
      assertThat(left).noneMatch(it -> it.getFileName().toString().startsWith("refused"));
    }
  }

  private static Path file(byte[] content) throws IOException {
    return Files.write(directory.resolve("unfit"), content);
  }

  private static void restore(Path file, Trust trust, Path data) throws IOException {
    Restore.restore(file, trust, data, InitialCluster.parse("a=http://localhost:1", "t"), "a");
  }

  private static Restore.Restored restore(ServerSettings settings) throws IOException {
    return Restore.restore(
        saved, Trust.CHECKED, settings.data(), settings.beginning().cluster(), settings.name());
  }

  private static HashKVResponse hash(Place place) {
    return with(
        place,
        channel ->
            MaintenanceGrpc.newBlockingStub(channel).hashKV(HashKVRequest.getDefaultInstance()));
  }

  private static <T> T with(Place place, Function<ManagedChannel, T> action) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(place.clients().host(), place.clients().port())
            .usePlaintext()
            .build();
    try {
      return action.apply(channel);
    } finally {
      channel.shutdownNow();
    }
  }

  private static ByteSequence seq(String text) {
    return ByteSequence.from(text, UTF_8);
  }
}
