package ds.system.kv.front;

import static java.lang.ProcessBuilder.Redirect.DISCARD;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Certificates of this machine that sign themselves, made with the JDK's own tool.
public final class SelfSigned {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private SelfSigned() {}

  /// Makes `NAME.pem` and `NAME.key` for each name.
  public static void make(Path folder, String... names) throws Exception {
    List<Process> tools = new ArrayList<>();
    for (String name : names) {
      tools.add(startMaking(folder, name));
    }
    for (Process tool : tools) {
      if (tool.waitFor() != 0) {
        throw new IllegalStateException("keytool has failed");
      }
    }
    for (String name : names) {
      KeyStore store = store(folder, name);
      byte[] certificate = store.getCertificate(name).getEncoded();
      write(folder.resolve(name + ".pem"), "CERTIFICATE", certificate);
      byte[] key = store.getKey(name, PASSWORD).getEncoded();
      write(folder.resolve(name + ".key"), "PRIVATE KEY", key);
    }
  }

  /// Where the tool has put one.
  public static KeyStore store(Path folder, String name) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static Process startMaking(Path folder, String name) throws IOException {
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(tool));
    String options =
        "-genkeypair -keyalg EC -ext san=dns:localhost,ip:127.0.0.1 -ext bc:c -storetype PKCS12"
            + " -validity 2";
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of("-storepass", new String(PASSWORD), "-alias", name));
    command.addAll(List.of("-dname", "CN=" + name, "-keystore"));
    command.add(folder.resolve(name + ".p12").toString());
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(DISCARD).start();
  }

  private static void write(Path file, String what, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
  }
}
