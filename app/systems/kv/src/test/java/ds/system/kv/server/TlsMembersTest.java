package ds.system.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.transport.tls.TlsFiles;
import ds.system.kv.bootstrap.Beginning;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.front.SelfSigned;
import ds.system.kv.server.Cluster.Place;
import ds.system.kv.server.ServerSettings.Security;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Members that show certificates to each other, and one that joins them.
@Timeout(300)
final class TlsMembersTest {

  @TempDir private Path directory;

  @Test
  @DisplayName("a member joins over TLS")
  void join() throws Exception {
    SelfSigned.make(directory, "member");
    var files =
        new TlsFiles(
            directory.resolve("member.pem"),
            directory.resolve("member.key"),
            directory.resolve("member.pem"),
            TlsFiles.Proof.AUTHORITY);
    try (var cluster =
        Cluster.of(directory, new Security(Optional.of(files), Optional.empty()), "a", "b")) {
      List.of("a", "b").forEach(cluster::start);
      cluster.awaitLeader();
      List<ServerUrl> urls = Ports.free(2);
      var place = new Place("c", urls.getFirst(), urls.getLast());
      try (Client client = cluster.client()) {
        client.getKVClient().put(seq("k"), seq("v")).join();
        var uri = URI.create(place.peers().toString());
        client.getClusterClient().addMember(List.of(uri)).join();
      }
      String all = cluster.initial() + ",c=" + place.peers();
      var joining = new Beginning(InitialCluster.parse(all, "test"), false);
      cluster.start(cluster.settings(place, joining));
      try (Client client = cluster.client("c")) {
        assertThat(client.getKVClient().get(seq("k")).join().getCount()).isOne();
      }
    }
  }

  private static ByteSequence seq(String text) {
    return ByteSequence.from(text, UTF_8);
  }
}
