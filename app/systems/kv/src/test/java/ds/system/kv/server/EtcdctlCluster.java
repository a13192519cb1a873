package ds.system.kv.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Three members for all tests of a class that types commands; where there is no etcdctl, the class
/// is skipped.
final class EtcdctlCluster implements BeforeAllCallback, AfterAllCallback {

  private Optional<Path> directory = Optional.empty();
  private Optional<Cluster> cluster = Optional.empty();

  Cluster cluster() {
    return cluster.orElseThrow();
  }

  /// etcdctl as somebody uses it who knows all members.
  Etcdctl etcdctl() {
    return Etcdctl.of(cluster().endpoints());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Etcdctl.assumeInstalled();
    Path folder = Files.createTempDirectory("etcdctl");
    directory = Optional.of(folder);
    cluster = Optional.of(Cluster.start(folder, "a", "b", "c"));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    cluster.ifPresent(Cluster::close);
    if (directory.isPresent()) {
      try (Stream<Path> all = Files.walk(directory.get())) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
