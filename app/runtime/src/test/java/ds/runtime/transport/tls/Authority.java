package ds.runtime.transport.tls;

import static ds.runtime.transport.tls.Der.element;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/// Signs certificates for tests. The JDK reads certificates and has no API to write them, so they
/// are put together here as RFC 5280, 4.1 says.
public final class Authority {

  private static final int SEQUENCE = 0x30;
  private static final int BITS = 0x03;
  private static final int OCTETS = 0x04;
  private static final int TIME = 0x17;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;

  private static final byte[] VERSION_3 = hex("a003020102");
  private static final byte[] SHA256_WITH_ECDSA = hex("300a06082a8648ce3d040302");
  private static final byte[] IS_AUTHORITY = hex("300c0603551d13040530030101ff");
  private static final byte[] ALTERNATIVE_NAMES = hex("0603551d11");

  private static final DateTimeFormatter TIMES =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final String name;
  private final KeyPair keys = keys();
  private int serial = 1;

  public Authority(Path folder, String name) throws Exception {
    this.folder = Files.createDirectories(folder.resolve(name));
    this.name = name;
    write(certificate(), "CERTIFICATE", sign(name, keys.getPublic(), IS_AUTHORITY));
  }

  /// Where this authority's own certificate is.
  public Path certificate() {
    return folder.resolve("authority.pem");
  }

  /// A new certificate and key for a member, in place of those that it had.
  public TlsFiles issue(String member, String address, TlsFiles.Proof proof) throws Exception {
    var files =
        new TlsFiles(
            folder.resolve(member + ".pem"), folder.resolve(member + ".key"), certificate(), proof);
    KeyPair own = keys();
    write(
        files.certificates(), "CERTIFICATE", sign(member, own.getPublic(), names(member, address)));
    write(files.key(), "PRIVATE KEY", own.getPrivate().getEncoded());
    return files;
  }

  private static byte[] names(String member, String address) throws IOException {
    byte[] names =
        element(
            SEQUENCE,
            element(DNS_NAME, member.getBytes(StandardCharsets.US_ASCII)),
            element(IP_ADDRESS, InetAddress.getByName(address).getAddress()));
    return element(SEQUENCE, ALTERNATIVE_NAMES, element(OCTETS, names));
  }

  private byte[] sign(String subject, PublicKey key, byte[] extension)
      throws GeneralSecurityException {
    Instant now = Instant.now();
    byte[] content =
        element(
            SEQUENCE,
            VERSION_3,
            element(0x02, new byte[] {(byte) serial++}),
            SHA256_WITH_ECDSA,
            name(name),
            element(
                SEQUENCE, time(now.minus(1, ChronoUnit.DAYS)), time(now.plus(1, ChronoUnit.DAYS))),
            name(subject),
            key.getEncoded(),
            element(0xa3, element(SEQUENCE, extension)));
    var signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(keys.getPrivate());
    signer.update(content);
    byte[] signature = element(BITS, new byte[1], signer.sign());
    return element(SEQUENCE, content, SHA256_WITH_ECDSA, signature);
  }

  private static byte[] name(String name) {
    return new X500Principal("CN=" + name).getEncoded();
  }

  private static byte[] time(Instant time) {
    return element(TIME, TIMES.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  private static KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static String pem(String what, byte[] content) {
    String lines = Base64.getMimeEncoder().encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
  }

  /// In one step, as tools do it.
  private static void write(Path file, String what, byte[] content) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(beside, pem(what, content));
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
