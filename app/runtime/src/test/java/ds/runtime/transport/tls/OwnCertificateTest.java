package ds.runtime.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

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

  @Test
  @DisplayName(
      "whose certificate's time is over says so in the log, with file and date, and uses it")
  void told() throws Exception {
    TlsFiles files =
        new Authority(folder, "ours").issue("a", "127.0.0.1", TlsFiles.Proof.AUTHORITY);
    var log = (Logger) LoggerFactory.getLogger(OwnCertificate.class);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    log.addAppender(lines);
    log.setAdditive(false);
    log.setLevel(Level.WARN);
    try {
      OwnCertificate.read(files.certificates(), files.key());
      assertThat(lines.list).isEmpty();
      Instant late = Instant.now().plus(Duration.ofDays(2));
      var own = OwnCertificate.read(files.certificates(), files.key(), late);
      assertThat(own.chain()).hasSize(1);
      assertThat(lines.list).hasSize(1).extracting(ILoggingEvent::getLevel).contains(Level.WARN);
      assertThat(lines.list.getFirst().getFormattedMessage())
          .contains(files.certificates().toString())
          .contains(own.chain().getFirst().getNotAfter().toInstant().toString());
    } finally {
      log.detachAppender(lines);
      log.setAdditive(true);
      log.setLevel(null);
    }
  }
}
