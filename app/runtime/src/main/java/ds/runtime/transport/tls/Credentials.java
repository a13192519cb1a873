package ds.runtime.transport.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this member shows to others and demands of them, renewed when its files are.
///
/// Whether the files have changed is looked up whenever a connection is made. Half-renewed files,
/// such as a new certificate beside an old key, are told by trying the key on the certificate;
/// until they fit, the old ones serve.
public final class Credentials {

  private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
  private static final String PROTOCOL = "TLSv1.3";

  /// What came of looking at the files.
  public enum Renewal {
    UNCHANGED,
    RENEWED,
    USELESS
  }

  /// @param stamp of the files that the contexts were made of
  private record Contexts(List<String> stamp, SslContext calling, SslContext called) {}

  private final TlsFiles files;
  private Contexts contexts;
  private List<String> useless = List.of();

  /// @throws IOException if the files cannot be read, or are of no use
  public Credentials(TlsFiles files) throws IOException {
    this.files = files;
    try {
      this.contexts = contexts(files, stamp(files));
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// Takes up what the files hold now, if it is new and of use.
  public synchronized Renewal renew() {
    var stamp = List.<String>of();
    try {
      stamp = stamp(files);
      if (stamp.equals(contexts.stamp()) || stamp.equals(useless)) {
        return Renewal.UNCHANGED;
      }
      contexts = contexts(files, stamp);
      LOG.info("renewed certificates of {} are in use", files.certificates());
      return Renewal.RENEWED;
    } catch (IOException | GeneralSecurityException e) {
      useless = stamp;
      LOG.error("changed certificates of {} are of no use: {}", files.certificates(), reason(e));
      return Renewal.USELESS;
    }
  }

  private static String reason(Exception e) {
    return e instanceof IOException ? e.toString() : String.valueOf(e.getMessage());
  }

  /// For a connection that this member opens.
  public synchronized SslHandler calling(ByteBufAllocator allocator, String host, int port) {
    return contexts.calling().newHandler(allocator, host, port);
  }

  /// For a connection that this member has been called on.
  public synchronized SslHandler called(ByteBufAllocator allocator) {
    return contexts.called().newHandler(allocator);
  }

  /// Whether the other side has proved, as far as this must be proved, that it is `member`.
  public boolean prove(SslHandler handler, String member) {
    return files.proof() != TlsFiles.Proof.MEMBER
        || Certificates.name(handler.engine().getSession(), member);
  }

  /// What tells one content of a file from another without reading it: a file that is replaced is
  /// another one, and one that is written over has another time.
  private static List<String> stamp(TlsFiles files) throws IOException {
    var stamp = new ArrayList<String>();
    for (Path file : files.all()) {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      stamp.add(
          attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey());
    }
    return List.copyOf(stamp);
  }

  private static Contexts contexts(TlsFiles files, List<String> stamp)
      throws IOException, GeneralSecurityException {
    var own = OwnCertificate.read(files.certificates(), files.key());
    var authorities = OwnCertificate.authorities(files.authorities());
    SslContext calling =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols(PROTOCOL)
            .keyManager(own.key(), own.chain())
            .trustManager(authorities)
            .endpointIdentificationAlgorithm(files.proof() == TlsFiles.Proof.HOST ? "HTTPS" : "")
            .build();
    SslContext called =
        SslContextBuilder.forServer(own.key(), own.chain())
            .sslProvider(SslProvider.JDK)
            .protocols(PROTOCOL)
            .trustManager(authorities)
            .clientAuth(ClientAuth.REQUIRE)
            .build();
    return new Contexts(stamp, calling, called);
  }
}
