package ds.trial.process;

import java.util.ArrayList;
import java.util.List;

/// A server that takes etcd's flags: an etcd, or one of ours.
///
/// @param name as reports call it
/// @param command what is started, up to where etcd's flags begin
/// @param flags said to every member beside those that differ from one to the next
/// @param readyPage answers 200 when the server can serve
public record Program(String name, List<String> command, List<String> flags, String readyPage) {

  public Program {
    command = List.copyOf(command);
    flags = List.copyOf(flags);
  }

  /// @param path where the executable is
  public static Program etcd(String path, List<String> flags) {
    return new Program("etcd", List.of(path), flags, "/health");
  }

  /// This program for one member of a cluster.
  ///
  /// @param initialCluster all members, as etcd's flag takes them
  /// @param state `new`, or `existing` for a member that was added to a cluster at work
  List<String> commandFor(Place place, String initialCluster, String state) {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of("--name", place.name()));
    line.addAll(List.of("--data-dir", place.directory().toString()));
    line.addAll(List.of("--listen-peer-urls", place.peers().url().toString()));
    line.addAll(List.of("--initial-advertise-peer-urls", place.advertised().url().toString()));
    line.addAll(List.of("--listen-client-urls", place.clients().url().toString()));
    line.addAll(List.of("--advertise-client-urls", place.clients().url().toString()));
    line.addAll(List.of("--initial-cluster", initialCluster));
    line.addAll(List.of("--initial-cluster-state", state));
    line.addAll(flags);
    return List.copyOf(line);
  }
}
