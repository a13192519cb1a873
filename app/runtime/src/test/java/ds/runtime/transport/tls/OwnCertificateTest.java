package ds.runtime.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCertificateTest {

  @TempDir Path folder;

  @Test
  @DisplayName("a certificate whose time is over, or has yet to come, is noticed by its owner")
  void time() throws Exception {
    TlsFiles files =
        new Authority(folder, "ours").issue("a", "127.0.0.1", TlsFiles.Proof.AUTHORITY);
    var own = OwnCertificate.read(files.certificates(), files.key());
    Instant now = Instant.now();
    assertThat(own.objection(now)).isEmpty();
    assertThat(own.objection(now.plus(Duration.ofDays(2)))).get().asString().contains("until");
    assertThat(own.objection(now.minus(Duration.ofDays(2)))).get().asString().contains("before");
  }
}
