package ds.system.kv.front.auth;

import ds.system.kv.command.AuthCommand.Secret;
import ds.system.kv.command.KvCommand.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes and reads the tokens that stand for a password once it was shown:
/// `user:revision:expiry.signature`, all of it in letters that a header can have.
public final class Tokens {

  /// As long as etcd's. A member whose clock is behind takes one for that much longer.
  static final long LIFE_SECONDS = 300;

  private static final String ALGORITHM = "HmacSHA256";

  private Tokens() {}

  public static String make(Caller caller, long nowSeconds, Secret key) {
    String name = encoded(caller.user().getBytes(StandardCharsets.UTF_8));
    String content = name + ":" + caller.authRevision() + ":" + (nowSeconds + LIFE_SECONDS);
    return content + "." + encoded(signature(content, key));
  }

  /// Whose token it is; empty if it is none, is over, or was signed with another key.
  static Optional<Caller> read(String token, long nowSeconds, Secret key) {
    int dot = token.lastIndexOf('.');
    if (dot < 0 || key.content().isEmpty()) {
      return Optional.empty();
    }
    String content = token.substring(0, dot);
    try {
      byte[] given = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      if (!MessageDigest.isEqual(given, signature(content, key))) {
        return Optional.empty();
      }
      String[] parts = content.split(":", 3);
      if (Long.parseLong(parts[2]) < nowSeconds) {
        return Optional.empty();
      }
      byte[] name = Base64.getUrlDecoder().decode(parts[0]);
      return Optional.of(
          new Caller(new String(name, StandardCharsets.UTF_8), Long.parseLong(parts[1])));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no base 64
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] signature(String content, Secret key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.content().array(), ALGORITHM));
      return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
