package ds.runtime.transport.tls;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// Certificates in files, and the names in them.
final class Certificates {

  /// The type of a DNS name among the subject alternative names (RFC 5280, 4.2.1.6).
  private static final int DNS_NAME = 2;

  private Certificates() {}

  /// All certificates of a file, at least one.
  static X509Certificate[] read(Path file) throws IOException, CertificateException {
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      var certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toArray(X509Certificate[]::new);
      if (certificates.length == 0) {
        throw new CertificateException(file + " holds no certificate");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new CertificateException(file + " is not understood: " + e.getMessage(), e);
    }
  }

  /// Whether the other side's certificate names this member.
  static boolean name(SSLSession session, String member) {
    try {
      var certificate = (X509Certificate) session.getPeerCertificates()[0];
      return dnsNames(certificate).contains(member) || commonNames(certificate).contains(member);
    } catch (SSLPeerUnverifiedException | CertificateParsingException | InvalidNameException _) {
      return false;
    }
  }

  private static List<String> dnsNames(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null
        ? List.of()
        : names.stream()
            .filter(name -> name.get(0).equals(DNS_NAME))
            .map(name -> (String) name.get(1))
            .toList();
  }

  private static List<String> commonNames(X509Certificate certificate) throws InvalidNameException {
    return new LdapName(certificate.getSubjectX500Principal().getName())
        .getRdns().stream()
            .filter(part -> part.getType().equalsIgnoreCase("CN"))
            .map(part -> String.valueOf(part.getValue()))
            .toList();
  }
}
