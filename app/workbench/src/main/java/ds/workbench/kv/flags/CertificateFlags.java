package ds.workbench.kv.flags;

import ds.runtime.transport.tls.TlsFiles;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.front.server.Endpoint;
import ds.system.kv.server.ServerSettings.Security;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of TLS. What would have no effect is refused: whoever says it counts on it.
final class CertificateFlags {

  @Option(names = "--cert-file", paramLabel = "FILE", description = "Certificate for clients.")
  private @Nullable Path certificate;

  @Option(names = "--key-file", paramLabel = "FILE", description = "Its key.")
  private @Nullable Path key;

  @Option(
      names = "--trusted-ca-file",
      paramLabel = "FILE",
      description = "Who signs the certificates of clients, which must show one then.")
  private @Nullable Path authority;

  @Option(
      names = "--client-cert-auth",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "The certificates of --trusted-ca-file name the clients' users.")
  private boolean asksClients;

  @Option(names = "--peer-cert-file", paramLabel = "FILE", description = "Certificate for members.")
  private @Nullable Path peerCertificate;

  @Option(names = "--peer-key-file", paramLabel = "FILE", description = "Its key.")
  private @Nullable Path peerKey;

  @Option(
      names = "--peer-trusted-ca-file",
      paramLabel = "FILE",
      description = "Who signs the certificates of members.")
  private @Nullable Path peerAuthority;

  @Option(
      names = "--peer-client-cert-auth",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Members always show certificates to each other where they talk over TLS.")
  private @Nullable Boolean asksPeers;

  /// What they say, once looked at, of a server that listens there. Those who look on are shown the
  /// certificate for clients.
  Security security(List<ServerUrl> peers, List<ServerUrl> clients, List<ServerUrl> metrics) {
    Map<String, Path> ofClients = new LinkedHashMap<>();
    put(ofClients, "--cert-file", certificate);
    put(ofClients, "--key-file", key);
    put(ofClients, "--trusted-ca-file", authority);
    Map<String, Path> ofPeers = new LinkedHashMap<>();
    put(ofPeers, "--peer-cert-file", peerCertificate);
    put(ofPeers, "--peer-key-file", peerKey);
    put(ofPeers, "--peer-trusted-ca-file", peerAuthority);

    var security = new Security(forPeers(peers, ofPeers), forClients(clients, metrics, ofClients));
    ofClients.forEach(CertificateFlags::demandReadable);
    ofPeers.forEach(CertificateFlags::demandReadable);
    return security;
  }

  private static void put(Map<String, Path> files, String flag, @Nullable Path file) {
    if (file != null) {
      files.put(flag, file);
    }
  }

  private Optional<Endpoint.Tls> forClients(
      List<ServerUrl> urls, List<ServerUrl> metrics, Map<String, Path> files) {
    boolean isForMetrics = urls.stream().noneMatch(ServerUrl::isSecure);
    if (isForMetrics && metrics.stream().noneMatch(ServerUrl::isSecure)) {
      refuseInTheClear("--listen-client-urls", files, "--client-cert-auth", asksClients);
      return Optional.empty();
    }
    if (certificate == null || key == null) {
      String flag = isForMetrics ? "--listen-metrics-urls" : "--listen-client-urls";
      throw incomplete(flag, files, "--cert-file and --key-file");
    }
    if (asksClients && authority == null) {
      throw Complaint.of(
          Exit.USAGE, "--client-cert-auth is alone", "expected --trusted-ca-file beside it");
    }
    return Optional.of(
        new Endpoint.Tls(certificate, key, Optional.ofNullable(authority), asksClients));
  }

  private Optional<TlsFiles> forPeers(List<ServerUrl> urls, Map<String, Path> files) {
    if (urls.stream().noneMatch(ServerUrl::isSecure)) {
      refuseInTheClear(
          "--listen-peer-urls", files, "--peer-client-cert-auth", Boolean.TRUE.equals(asksPeers));
      return Optional.empty();
    }
    if (!urls.stream().allMatch(ServerUrl::isSecure)) {
      throw Complaint.of(
          Exit.USAGE,
          "--listen-peer-urls has http and https",
          "expected https in each, or in none");
    }
    if (peerCertificate == null || peerKey == null || peerAuthority == null) {
      throw incomplete(
          "--listen-peer-urls",
          files,
          "--peer-cert-file, --peer-key-file and --peer-trusted-ca-file");
    }
    if (Boolean.FALSE.equals(asksPeers)) {
      throw Complaint.of(
          Exit.USAGE,
          "--peer-client-cert-auth=false",
          "expected true, as members always show certificates to each other over TLS");
    }
    return Optional.of(
        new TlsFiles(peerCertificate, peerKey, peerAuthority, TlsFiles.Proof.AUTHORITY));
  }

  private static void refuseInTheClear(
      String urls, Map<String, Path> files, String demand, boolean isDemanded) {
    if (!files.isEmpty() || isDemanded) {
      throw Complaint.of(
          Exit.USAGE,
          (files.isEmpty() ? demand : named(files)) + " without https",
          "expected https:// in " + urls + " beside it");
    }
  }

  private static Complaint incomplete(String urls, Map<String, Path> files, String all) {
    return Complaint.of(
        Exit.USAGE,
        urls
            + " has https, and there is "
            + (files.isEmpty() ? "no file" : named(files) + " alone"),
        "expected " + all + " beside it");
  }

  private static String named(Map<String, Path> files) {
    return String.join(" and ", files.keySet());
  }

  private static void demandReadable(String flag, Path file) {
    if (!(Files.isReadable(file) && Files.isRegularFile(file))) {
      throw Complaint.of(
          Exit.MISSING,
          flag
              + ": "
              + (Files.exists(file) ? file + " cannot be read" : "there is no file " + file),
          "expected a file in PEM");
    }
  }
}
