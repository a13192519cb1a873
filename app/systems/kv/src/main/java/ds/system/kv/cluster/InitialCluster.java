package ds.system.kv.cluster;

import ds.system.kv.roster.ClusterMember;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The members with which a cluster begins, as each of them is told when it is started.
///
/// All of them compute the same numbers from it without having talked to each other: a member's
/// number from its addresses and the token, the cluster's from the token. So two clusters that were
/// given different tokens never take each other's members for their own, though the addresses be
/// the same.
///
/// @param token what tells this cluster from others that were begun at the same addresses
/// @param members in the order of their names
public record InitialCluster(String token, List<ClusterMember> members) {

  public InitialCluster {
    members = List.copyOf(members);
  }

  /// Reads `a=http://10.0.0.1:2380,b=http://10.0.0.2:2380`. A name that comes twice has two
  /// addresses.
  ///
  /// @throws IllegalArgumentException with what is wrong, in words
  public static InitialCluster parse(String text, String token) {
    Map<String, List<String>> urls = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1 || equals == part.length() - 1) {
        throw new IllegalArgumentException(
            "'" + part + "' is no name=url, as in a=http://127.0.0.1:2380");
      }
      String name = part.substring(0, equals).strip();
      String url = part.substring(equals + 1).strip();
      urls.computeIfAbsent(name, _ -> new ArrayList<>()).add(ServerUrl.parse(url).toString());
    }
    List<ClusterMember> members = new ArrayList<>();
    urls.forEach((name, addresses) -> members.add(begun(name, addresses, token)));
    if (members.stream().map(ClusterMember::id).distinct().count() < members.size()) {
      throw new IllegalArgumentException("two members have the same address");
    }
    return new InitialCluster(token, members);
  }

  /// The same members at the same addresses as another cluster, in which every number is another.
  public InitialCluster under(String otherToken) {
    return new InitialCluster(
        otherToken,
        members.stream()
            .map(member -> begun(member.name(), member.peerUrls(), otherToken))
            .toList());
  }

  private static ClusterMember begun(String name, List<String> urls, String token) {
    return new ClusterMember(memberId(urls, token), name, urls, List.of());
  }

  /// The number of a member: the first half of a hash, so that it is the same everywhere.
  public static long memberId(List<String> peerUrls, String token) {
    return hash(String.join(",", peerUrls.stream().sorted().toList()) + "\n" + token);
  }

  /// The number of the cluster.
  public long clusterId() {
    return clusterId(token);
  }

  /// The number of a cluster with this token.
  public static long clusterId(String token) {
    return hash("cluster\n" + token);
  }

  public Optional<ClusterMember> member(String name) {
    return members.stream().filter(member -> member.name().equals(name)).findFirst();
  }

  private static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
