package ds.system.kv.front.rpc;

import ds.system.kv.api.etcdserverpb.ResponseHeader;
import ds.system.kv.front.MemberGate;

/// What every answer begins with.
public final class Headers {

  private final MemberGate member;

  public Headers(MemberGate member) {
    this.member = member;
  }

  public ResponseHeader at(long revision) {
    return ResponseHeader.newBuilder()
        .setClusterId(member.clusterId())
        .setMemberId(member.memberId())
        .setRevision(revision)
        .setRaftTerm(member.term())
        .build();
  }

  /// For answers about members, to which etcd gives none.
  public ResponseHeader withoutRevision() {
    return at(0);
  }

  /// For answers that are not about a revision: the member's last.
  public ResponseHeader now() {
    return at(member.revision());
  }
}
