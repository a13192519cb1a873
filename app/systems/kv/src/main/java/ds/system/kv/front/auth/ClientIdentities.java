package ds.system.kv.front.auth;

import ds.system.kv.auth.Rules;
import ds.system.kv.command.AuthCommand.Secret;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.front.MemberGate;
import ds.system.kv.front.rpc.Identities;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// Tells callers by the token that they show, or else by the certificate of their connection.
public final class ClientIdentities implements Identities {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  /// Where the JSON form of the API has it.
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /// Tokens that were read already; forgotten all at once, so that none outlives its time by much.
  private static final int READ_MAX = 10_000;

  private static final Optional<Caller> ANONYMOUS = Optional.of(new Caller("", 0));

  /// A token that was found good.
  private record Good(Caller caller, Secret key, long untilSeconds) {}

  private final MemberGate member;
  private final InstantSource clock;
  private final boolean isByCertificate;
  private final ConcurrentHashMap<String, Good> read = new ConcurrentHashMap<>();

  /// @param isByCertificate whether the certificate of a connection names a user; otherwise a
  ///   caller without a token is nobody
  public ClientIdentities(MemberGate member, InstantSource clock, boolean isByCertificate) {
    this.member = member;
    this.clock = clock;
    this.isByCertificate = isByCertificate;
  }

  @Override
  public Optional<Caller> of(ServerCall<?, ?> call, Metadata headers) {
    Rules rules = member.rules();
    if (!rules.enabled()) {
      return ANONYMOUS;
    }
    String token = headers.get(TOKEN);
    if (token == null) {
      token = headers.get(AUTHORIZATION);
    }
    if (token != null) {
      return byToken(token, rules);
    }
    return isByCertificate ? byCertificate(call.getAttributes(), rules) : ANONYMOUS;
  }

  private Optional<Caller> byToken(String token, Rules rules) {
    long now = clock.instant().getEpochSecond();
    Good good = read.get(token);
    if (good != null && good.key().equals(rules.tokenKey()) && good.untilSeconds() >= now) {
      return Optional.of(good.caller());
    }
    Optional<Caller> caller = Tokens.read(token, now, rules.tokenKey());
    caller.ifPresent(it -> remember(token, new Good(it, rules.tokenKey(), now + 1)));
    return caller;
  }

  private void remember(String token, Good good) {
    if (read.size() >= READ_MAX) {
      read.clear();
    }
    read.put(token, good);
  }

  private static Optional<Caller> byCertificate(Attributes attributes, Rules rules) {
    SSLSession session = attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    if (session == null) {
      return ANONYMOUS;
    }
    try {
      if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
        return Optional.of(new Caller(commonName(certificate), rules.revision()));
      }
      return ANONYMOUS;
    } catch (SSLPeerUnverifiedException | InvalidNameException e) {
      return ANONYMOUS; // no certificate, or none that names anybody
    }
  }

  private static String commonName(X509Certificate certificate) throws InvalidNameException {
    for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
      if (part.getType().equalsIgnoreCase("CN")) {
        return part.getValue().toString();
      }
    }
    return "";
  }
}
