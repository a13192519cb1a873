package ds.runtime.transport.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a process shows to prove who it is, and the key that proves that it is its own.
///
/// @param chain its certificate first, then those that lead to the authority
public record OwnCertificate(List<X509Certificate> chain, PrivateKey key) {

  private static final Logger LOG = LoggerFactory.getLogger(OwnCertificate.class);

  public OwnCertificate {
    chain = List.copyOf(chain);
  }

  /// @throws IOException if a file cannot be read
  /// @throws GeneralSecurityException if it holds something else, or the two do not fit together
  public static OwnCertificate read(Path certificates, Path key)
      throws IOException, GeneralSecurityException {
    return read(certificates, key, Instant.now());
  }

  static OwnCertificate read(Path certificates, Path key, Instant now)
      throws IOException, GeneralSecurityException {
    var own = new OwnCertificate(List.of(Certificates.read(certificates)), PrivateKeys.read(key));
    if (!PrivateKeys.fit(own.key, own.chain.getFirst().getPublicKey())) {
      throw new GeneralSecurityException(
          "the key in " + key + " does not belong to " + certificates);
    }
    own.objection(now)
        .ifPresent(it -> LOG.warn("nobody will trust the certificate in {}: {}", certificates, it));
    return own;
  }

  /// What is wrong with the certificate at this time, if anything is. It is shown all the same:
  /// clocks are wrong, too, and others judge it by theirs.
  Optional<String> objection(Instant now) {
    X509Certificate shown = chain.getFirst();
    try {
      shown.checkValidity(Date.from(now));
      return Optional.empty();
    } catch (CertificateExpiredException _) {
      return Optional.of("it was valid until " + shown.getNotAfter().toInstant());
    } catch (CertificateNotYetValidException _) {
      return Optional.of("it is not valid before " + shown.getNotBefore().toInstant());
    }
  }

  /// Those whose signatures are trusted.
  ///
  /// @throws IOException if the file cannot be read
  /// @throws GeneralSecurityException if it holds something else
  public static List<X509Certificate> authorities(Path file)
      throws IOException, GeneralSecurityException {
    return List.of(Certificates.read(file));
  }
}
