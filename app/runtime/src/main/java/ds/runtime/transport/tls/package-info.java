/// # Mutual TLS with certificates that are renewed
///
/// Certificates live for days or weeks where they are issued by a machine, and a member that had to
/// be restarted for each would restart often. So the files are looked at whenever a connection is
/// made, and taken up when they have changed and fit together. Connections that stand keep what
/// they began with.
///
/// **Read** [TlsFiles], then [Credentials].
///
/// **Kept:** both sides show a certificate that a trusted authority has signed, over TLS 1.3; a
/// half-written renewal changes nothing (`TlsTest`).
///
/// **Left out:** lists of revoked certificates. Short lives serve the same end.
package ds.runtime.transport.tls;
