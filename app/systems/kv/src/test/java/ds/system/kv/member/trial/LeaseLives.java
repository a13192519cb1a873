package ds.system.kv.member.trial;

import ds.core.Context;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.world.World;
import ds.protocol.raft.RaftFact.Applied;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request;
import ds.system.kv.call.Request.KeepAlive;
import ds.system.kv.call.Request.Write;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvCommand.LeaseRevoke;
import ds.system.kv.command.KvResult.Granted;
import ds.system.kv.command.Proposed;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.trial.ClientFact.Asked;
import ds.system.kv.member.trial.ClientFact.Heard;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A lease does not end before its whole life has passed since its client last asked to keep it, if
/// that was answered with yes; on the fastest clock that drift allows.
final class LeaseLives implements Watching {

  private static final long MILLION = 1_000_000;
  private static final long SECOND = 1_000 * Context.MILLISECOND;

  private record Open(Request request, long askedAt) {}

  private final Map<NodeId, Open> open = new HashMap<>();

  /// Until when each lease must live, by number.
  private final Map<Long, Long> promised = new HashMap<>();

  /// When each lease ended of itself.
  private final Map<Long, Long> ended = new HashMap<>();

  @Override
  public Optional<String> check(World<MemberMessage> world, Step<MemberMessage> step, Fact fact) {
    switch (fact) {
      case Asked(_, _, var request) -> open.put(step.node(), new Open(request, world.now()));
      case Heard(_, Answer.Result(Granted(_, long lease, long ttl)))
          when open.get(step.node()).request() instanceof Write(ByClient(_, LeaseGrant _)) -> {
        return promise(lease, open.get(step.node()).askedAt(), ttl);
      }
      case Heard(_, Answer.TimeToLive(long lease, long ttl, _, _))
          when open.get(step.node()).request() instanceof KeepAlive && ttl > 0 -> {
        return promise(lease, open.get(step.node()).askedAt(), ttl);
      }
      case Applied(_, _, Proposed(_, _, LeaseRevoke(long lease))) -> {
        ended.putIfAbsent(lease, world.now());
        return compare(lease);
      }
      default -> {} // nothing about leases
    }
    return Optional.empty();
  }

  private Optional<String> promise(long lease, long askedAt, long ttlSeconds) {
    long shortest = ttlSeconds * SECOND / (MILLION + Settings.DRIFT_PPM_MAX) * MILLION;
    promised.merge(lease, askedAt + shortest, Math::max);
    return compare(lease);
  }

  private Optional<String> compare(long lease) {
    Long end = ended.get(lease);
    long least = promised.getOrDefault(lease, 0L);
    return end == null || end >= least
        ? Optional.empty()
        : Optional.of(
            "lease %d ended %d ms early".formatted(lease, (least - end) / Context.MILLISECOND));
  }
}
