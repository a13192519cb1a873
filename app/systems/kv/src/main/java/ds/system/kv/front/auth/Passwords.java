package ds.system.kv.front.auth;

import ds.system.kv.command.AuthCommand.Secret;
import ds.system.kv.command.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Hashes of passwords, made to be slow: `pbkdf2$rounds$salt$hash`.
public final class Passwords {

  /// Some tens of milliseconds on one core, about what etcd's bcrypt takes.
  private static final int ROUNDS = 120_000;

  /// What a hash from elsewhere may ask for.
  private static final int ROUNDS_MAX = 10_000_000;

  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Passwords() {}

  public static Secret hash(String password) {
    byte[] salt = random(SALT_BYTES);
    byte[] hash = derive(password, salt, ROUNDS);
    Base64.Encoder encoder = Base64.getEncoder();
    String text =
        "pbkdf2$%d$%s$%s"
            .formatted(ROUNDS, encoder.encodeToString(salt), encoder.encodeToString(hash));
    return new Secret(Bytes.of(text));
  }

  /// Whether a password is the one of a hash. It takes as long where there is no hash to compare
  /// with, so that nobody can find out names by a clock.
  public static boolean matches(String password, Optional<Secret> hash) {
    if (hash.isEmpty()) {
      derive(password, new byte[SALT_BYTES], ROUNDS);
      return false;
    }
    String[] parts =
        new String(hash.get().content().array(), StandardCharsets.UTF_8).split("\\$", 4);
    if (parts.length != 4 || !parts[0].equals("pbkdf2")) {
      return false;
    }
    int rounds = Math.clamp(Long.parseLong(parts[1]), 1, ROUNDS_MAX);
    Base64.Decoder decoder = Base64.getDecoder();
    byte[] derived = derive(password, decoder.decode(parts[2]), rounds);
    return MessageDigest.isEqual(derived, decoder.decode(parts[3]));
  }

  public static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  private static byte[] derive(String password, byte[] salt, int rounds) {
    try {
      return SecretKeyFactory.getInstance(ALGORITHM)
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BITS))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
