package ds.system.kv.roster;

import ds.core.Durable;
import ds.system.kv.roster.MemberPiece.Enrolled;
import ds.system.kv.roster.MemberPiece.Struck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The addresses and names of a cluster's members: a part of the replicated state.
public final class Roster {

  private final TreeMap<Long, Enrolled> lines = new TreeMap<>();
  private final TreeSet<Long> struck = new TreeSet<>();

  /// @param bootstrap the members with which the cluster begins
  public Roster(Collection<ClusterMember> bootstrap) {
    bootstrap.forEach(member -> lines.put(member.id(), new Enrolled(member, false)));
  }

  public void apply(RosterCommand command) {
    switch (command) {
      case RosterCommand.Found(var members) -> members.forEach(this::found);
      case RosterCommand.Enter(var member, var isToVote) ->
          lines.put(member.id(), new Enrolled(member, isToVote));
      case RosterCommand.Strike(var member) -> {
        lines.remove(member);
        struck.add(member);
      }
      case RosterCommand.Readdress(var member, var urls) ->
          lines.computeIfPresent(
              member, (_, line) -> new Enrolled(line.member().withPeerUrls(urls), line.isToVote()));
      case RosterCommand.Publish(var member, var name, var urls) ->
          lines.computeIfPresent(
              member,
              (_, line) -> new Enrolled(line.member().published(name, urls), line.isToVote()));
      case RosterCommand.Promoted(var member) ->
          lines.computeIfPresent(member, (_, line) -> new Enrolled(line.member(), false));
    }
  }

  /// Nothing is new to those who were there; whoever has changed or left since is not brought back.
  private void found(ClusterMember member) {
    if (!struck.contains(member.id())) {
      lines.putIfAbsent(member.id(), new Enrolled(member, false));
    }
  }

  public Optional<ClusterMember> member(long id) {
    return Optional.ofNullable(lines.get(id)).map(Enrolled::member);
  }

  /// The member that peers reach at one of these addresses.
  public Optional<ClusterMember> reachedAt(List<String> peerUrls) {
    return lines.values().stream()
        .map(Enrolled::member)
        .filter(member -> member.peerUrls().stream().anyMatch(peerUrls::contains))
        .findFirst();
  }

  public List<ClusterMember> members() {
    return lines.values().stream().map(Enrolled::member).toList();
  }

  /// Those that wait for a vote.
  public List<ClusterMember> candidates() {
    return lines.values().stream().filter(Enrolled::isToVote).map(Enrolled::member).toList();
  }

  /// Those that were removed.
  public List<Long> struck() {
    return List.copyOf(struck);
  }

  public List<Durable> snapshot() {
    List<Durable> pieces = new ArrayList<>(lines.values());
    struck.forEach(member -> pieces.add(new Struck(member)));
    return pieces;
  }

  public void clear() {
    lines.clear();
    struck.clear();
  }

  public void restore(Enrolled line) {
    lines.put(line.member().id(), line);
  }

  public void restore(Struck removed) {
    struck.add(removed.member());
  }
}
