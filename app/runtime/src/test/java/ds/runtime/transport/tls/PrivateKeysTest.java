package ds.runtime.transport.tls;

import static ds.runtime.transport.tls.Der.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {

  private static final String P_256 = "06082a8648ce3d030107";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void keysOfEachKindAreReadAndTried(String algorithm) throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    var read = PrivateKeys.read(file("PRIVATE KEY", keys.getPrivate().getEncoded()));
    assertThat(read).isEqualTo(keys.getPrivate());
    assertThat(PrivateKeys.fit(read, keys.getPublic())).isTrue();
    KeyPair others = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    assertThat(PrivateKeys.fit(read, others.getPublic())).isFalse();
  }

  @Test
  void keysOfDifferentKindsDoNotFit() throws Exception {
    KeyPair ec = KeyPairGenerator.getInstance("EC").generateKeyPair();
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    assertThat(PrivateKeys.fit(ec.getPrivate(), rsa.getPublic())).isFalse();
  }

  @Test
  void olderFormOfRsaIsRead() throws Exception {
    var key = (RSAPrivateCrtKey) KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    byte[] numbers =
        Stream.of(
                BigInteger.ZERO,
                key.getModulus(),
                key.getPublicExponent(),
                key.getPrivateExponent(),
                key.getPrimeP(),
                key.getPrimeQ(),
                key.getPrimeExponentP(),
                key.getPrimeExponentQ(),
                key.getCrtCoefficient())
            .map(number -> element(0x02, number.toByteArray()))
            .reduce(new byte[0], PrivateKeysTest::join);
    assertThat(PrivateKeys.read(file("RSA PRIVATE KEY", element(0x30, numbers)))).isEqualTo(key);
  }

  @Test
  void olderFormOfEllipticCurvesIsRead() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    var key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
    byte[] number = HexFormat.of().parseHex("%064x".formatted(key.getS()));
    byte[] old = sec1(number, element(0xa0, HexFormat.of().parseHex(P_256)));
    var read = (ECPrivateKey) PrivateKeys.read(file("EC PRIVATE KEY", old));
    assertThat(read.getS()).isEqualTo(key.getS());
    assertThatThrownBy(() -> PrivateKeys.read(file("EC PRIVATE KEY", sec1(number, new byte[0]))))
        .isInstanceOf(GeneralSecurityException.class);
  }

  private static byte[] sec1(byte[] number, byte[] curve) {
    return element(0x30, new byte[] {2, 1, 1}, element(0x04, number), curve);
  }

  @Test
  void encryptedKeysAreRefusedInSoManyWords() throws Exception {
    Path file = file("ENCRYPTED PRIVATE KEY", new byte[10]);
    assertThatThrownBy(() -> PrivateKeys.read(file))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("ENCRYPTED keys are not supported");
  }

  private static byte[] join(byte[] a, byte[] b) {
    var joined = ByteBuffer.allocate(a.length + b.length);
    return joined.put(a).put(b).array();
  }

  private Path file(String what, byte[] content) throws Exception {
    return Files.writeString(folder.resolve("key.pem"), Authority.pem(what, content));
  }
}
