package ds.runtime.transport.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// What a process shows to prove who it is, and the key that proves that it is its own.
///
/// @param chain its certificate first, then those that lead to the authority
public record OwnCertificate(List<X509Certificate> chain, PrivateKey key) {

  public OwnCertificate {
    chain = List.copyOf(chain);
  }

  /// @throws IOException if a file cannot be read
  /// @throws GeneralSecurityException if it holds something else, or the two do not fit together
  public static OwnCertificate read(Path certificates, Path key)
      throws IOException, GeneralSecurityException {
    var own = new OwnCertificate(List.of(Certificates.read(certificates)), PrivateKeys.read(key));
    if (!PrivateKeys.fit(own.key, own.chain.getFirst().getPublicKey())) {
      throw new GeneralSecurityException(
          "the key in " + key + " does not belong to " + certificates);
    }
    return own;
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
