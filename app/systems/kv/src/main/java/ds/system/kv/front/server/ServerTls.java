package ds.system.kv.front.server;

import ds.runtime.transport.tls.OwnCertificate;
import ds.system.kv.front.server.Endpoint.Tls;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The TLS of an endpoint, made anew when its files have changed. Files that cannot be read while
/// they are being renewed change nothing.
final class ServerTls {

  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  /// A connection that comes sooner after the last look is served with what was read then.
  private static final long LOOK_NANOS = 1_000_000_000L;

  private final Optional<Tls> files;
  private Optional<SslContext> context;
  private String stamp;
  private long looked = System.nanoTime();

  /// @throws IOException if a file cannot be read or holds something else
  ServerTls(Optional<Tls> files) throws IOException {
    this.files = files;
    this.stamp = stamp();
    this.context = files.isPresent() ? Optional.of(read(files.get())) : Optional.empty();
  }

  /// For one connection; empty where clients talk in the clear.
  synchronized Optional<SslContext> context() {
    if (files.isPresent() && System.nanoTime() - looked > LOOK_NANOS) {
      looked = System.nanoTime();
      refresh(files.get());
    }
    return context;
  }

  private void refresh(Tls tls) {
    try {
      String now = stamp();
      if (!now.equals(stamp)) {
        context = Optional.of(read(tls));
        stamp = now;
        LOG.info("the certificate {} was renewed", tls.certificate());
      }
    } catch (IOException e) {
      LOG.warn("the certificate {} cannot be renewed: {}", tls.certificate(), e.getMessage());
    }
  }

  /// Tells one state of the files from another.
  private String stamp() throws IOException {
    if (files.isEmpty()) {
      return "";
    }
    List<Path> paths = new ArrayList<>(List.of(files.get().certificate(), files.get().key()));
    files.get().clientAuthority().ifPresent(paths::add);
    var text = new StringBuilder();
    for (Path path : paths) {
      text.append(Files.getLastModifiedTime(path)).append('/').append(Files.size(path)).append(' ');
    }
    return text.toString();
  }

  private static SslContext read(Tls tls) throws IOException {
    try {
      var own = OwnCertificate.read(tls.certificate(), tls.key());
      var builder =
          SslContextBuilder.forServer(own.key(), own.chain())
              .sslProvider(SslProvider.JDK)
              .applicationProtocolConfig(
                  new ApplicationProtocolConfig(
                      Protocol.ALPN,
                      SelectorFailureBehavior.NO_ADVERTISE,
                      SelectedListenerFailureBehavior.ACCEPT,
                      // Who speaks gRPC offers nothing but HTTP/2; a browser offers both.
                      ApplicationProtocolNames.HTTP_1_1,
                      ApplicationProtocolNames.HTTP_2));
      if (tls.clientAuthority().isPresent()) {
        builder
            .trustManager(OwnCertificate.authorities(tls.clientAuthority().get()))
            .clientAuth(ClientAuth.REQUIRE);
      }
      return builder.build();
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
