package ds.runtime.transport.tls;

import java.nio.file.Path;
import java.util.List;

/// Where a member's certificate, its key and the authorities it trusts are kept, all as PEM.
///
/// The files may be renewed at any time: the next connection uses what they hold then.
///
/// @param certificates this member's certificate first, then those that lead to the authority
/// @param key its private key, not encrypted
/// @param authorities whose certificates are trusted, and no one else's
public record TlsFiles(Path certificates, Path key, Path authorities, Proof proof) {

  /// What a certificate must prove beyond that a trusted authority has signed it.
  public enum Proof {
    /// Nothing: the authority signs for members of this cluster and for nobody else.
    AUTHORITY,
    /// Whoever is called holds the host name or address that was called, in a subject alternative
    /// name. Callers are not asked, as they call from anywhere.
    HOST,
    /// Each side holds its member name, as a DNS name among the subject alternative names or as the
    /// common name.
    MEMBER
  }

  List<Path> all() {
    return List.of(certificates, key, authorities);
  }
}
