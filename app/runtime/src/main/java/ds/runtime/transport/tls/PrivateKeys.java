package ds.runtime.transport.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Private keys in PEM files, in each of the forms that tools write: PKCS#8, and the older ones of
/// RSA and of elliptic curves, which are wrapped into the first.
final class PrivateKeys {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z]* ?)PRIVATE KEY-----([^-]*)-----END");

  private static final byte[] PROBE = {'f', 'i', 't'};

  private PrivateKeys() {}

  static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
    Matcher pem = PEM.matcher(Files.readString(file));
    if (!pem.find()) {
      throw new GeneralSecurityException(file + " holds no private key");
    }
    try {
      byte[] key = Base64.getMimeDecoder().decode(pem.group(2));
      return switch (pem.group(1).strip()) {
        case "" -> decode(key);
        case "RSA" -> decode(Der.pkcs8OfRsa(key));
        case "EC" -> decode(Der.pkcs8OfEc(key));
        case String form -> throw new GeneralSecurityException(form + " keys are not supported");
      };
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new GeneralSecurityException(file + " is not understood: " + e.getMessage(), e);
    }
  }

  private static PrivateKey decode(byte[] pkcs8) throws GeneralSecurityException {
    for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException _) {
        // A key of another kind.
      }
    }
    throw new GeneralSecurityException("neither an EC nor an RSA nor an EdDSA key");
  }

  /// Whether what one signs the other verifies.
  static boolean fit(PrivateKey mine, PublicKey shown) throws GeneralSecurityException {
    String algorithm =
        switch (mine.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> "EdDSA";
        };
    if (!kind(mine.getAlgorithm()).equals(kind(shown.getAlgorithm()))) {
      return false;
    }
    var signer = Signature.getInstance(algorithm);
    signer.initSign(mine);
    signer.update(PROBE);
    var verifier = Signature.getInstance(algorithm);
    verifier.initVerify(shown);
    verifier.update(PROBE);
    return verifier.verify(signer.sign());
  }

  /// Either side may call a key by its curve.
  private static String kind(String algorithm) {
    return algorithm.startsWith("Ed") ? "EdDSA" : algorithm;
  }
}
