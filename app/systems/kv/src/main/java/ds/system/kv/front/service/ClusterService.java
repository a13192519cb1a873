package ds.system.kv.front.service;

import ds.system.kv.api.etcdserverpb.ClusterGrpc;
import ds.system.kv.api.etcdserverpb.Member;
import ds.system.kv.api.etcdserverpb.MemberAddRequest;
import ds.system.kv.api.etcdserverpb.MemberAddResponse;
import ds.system.kv.api.etcdserverpb.MemberListRequest;
import ds.system.kv.api.etcdserverpb.MemberListResponse;
import ds.system.kv.api.etcdserverpb.MemberPromoteRequest;
import ds.system.kv.api.etcdserverpb.MemberPromoteResponse;
import ds.system.kv.api.etcdserverpb.MemberRemoveRequest;
import ds.system.kv.api.etcdserverpb.MemberRemoveResponse;
import ds.system.kv.api.etcdserverpb.MemberUpdateRequest;
import ds.system.kv.api.etcdserverpb.MemberUpdateResponse;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request.AskMembers;
import ds.system.kv.call.Request.MemberRequest;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.front.auth.RuleBook;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.desk.FreshId;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Gatekeeper;
import ds.system.kv.front.rpc.Statuses;
import ds.system.kv.roster.ClusterMember;
import io.grpc.ServerServiceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Who takes part in the cluster.
public final class ClusterService {

  private final Counter counter;
  private final RuleBook book;

  public ClusterService(Counter counter, RuleBook book) {
    this.counter = counter;
    this.book = book;
  }

  public ServerServiceDefinition definition(Gatekeeper gate) {
    return ServerServiceDefinition.builder(ClusterGrpc.getServiceDescriptor())
        .addMethod(ClusterGrpc.getMemberAddMethod(), gate.unary(this::add))
        .addMethod(ClusterGrpc.getMemberRemoveMethod(), gate.unary(this::remove))
        .addMethod(ClusterGrpc.getMemberUpdateMethod(), gate.unary(this::update))
        .addMethod(ClusterGrpc.getMemberPromoteMethod(), gate.unary(this::promote))
        .addMethod(ClusterGrpc.getMemberListMethod(), gate.unary(this::list))
        .build();
  }

  private void add(MemberAddRequest request, Exchange<MemberAddResponse> exchange) {
    Optional<List<String>> urls = urls(request.getPeerURLsList());
    if (urls.isEmpty()) {
      exchange.fail(Statuses.BAD_MEMBER_URLS);
      return;
    }
    // A member that comes again at the addresses of a removed one is another member.
    long id = InitialCluster.memberId(urls.get(), Long.toHexString(FreshId.draw()));
    var member = new ClusterMember(id, "", urls.get(), List.of());
    change(
        new MemberRequest.Add(member, request.getIsLearner()),
        exchange,
        members ->
            MemberAddResponse.newBuilder()
                .setHeader(counter.headers().withoutRevision())
                .setMember(message(member, request.getIsLearner()))
                .addAllMembers(members)
                .build());
  }

  private void remove(MemberRemoveRequest request, Exchange<MemberRemoveResponse> exchange) {
    change(
        new MemberRequest.Remove(request.getID()),
        exchange,
        members ->
            MemberRemoveResponse.newBuilder()
                .setHeader(counter.headers().withoutRevision())
                .addAllMembers(members)
                .build());
  }

  private void update(MemberUpdateRequest request, Exchange<MemberUpdateResponse> exchange) {
    Optional<List<String>> urls = urls(request.getPeerURLsList());
    if (urls.isEmpty()) {
      exchange.fail(Statuses.BAD_MEMBER_URLS);
      return;
    }
    change(
        new MemberRequest.Update(request.getID(), urls.get()),
        exchange,
        members ->
            MemberUpdateResponse.newBuilder()
                .setHeader(counter.headers().withoutRevision())
                .addAllMembers(members)
                .build());
  }

  private void promote(MemberPromoteRequest request, Exchange<MemberPromoteResponse> exchange) {
    change(
        new MemberRequest.Promote(request.getID()),
        exchange,
        members ->
            MemberPromoteResponse.newBuilder()
                .setHeader(counter.headers().withoutRevision())
                .addAllMembers(members)
                .build());
  }

  private void list(MemberListRequest request, Exchange<MemberListResponse> exchange) {
    counter.consult(
        new AskMembers(request.getLinearizable()),
        exchange,
        Answer.Members.class,
        members ->
            exchange.answer(
                MemberListResponse.newBuilder()
                    .setHeader(counter.headers().withoutRevision())
                    .addAllMembers(messages(members))
                    .build()));
  }

  private <A> void change(
      MemberRequest request, Exchange<A> exchange, Function<List<Member>, A> form) {
    if (!exchange.refuse(book.mayAdminister(exchange.caller()))) {
      counter.consult(
          request,
          exchange,
          Answer.Members.class,
          members -> exchange.answer(form.apply(messages(members))));
    }
  }

  /// The addresses as they are kept; empty if there are none, or one that is no address.
  private static Optional<List<String>> urls(List<String> texts) {
    List<String> urls = new ArrayList<>();
    for (String text : texts) {
      try {
        urls.add(ServerUrl.parse(text).toString());
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return urls.isEmpty() ? Optional.empty() : Optional.of(urls);
  }

  /// In the order of their numbers, which have no sign.
  private static List<Member> messages(Answer.Members members) {
    return members.members().stream()
        .sorted((a, b) -> Long.compareUnsigned(a.id(), b.id()))
        .map(member -> message(member, members.learners().contains(member.id())))
        .toList();
  }

  private static Member message(ClusterMember member, boolean isLearner) {
    return Member.newBuilder()
        .setID(member.id())
        .setName(member.name())
        .addAllPeerURLs(member.peerUrls())
        .addAllClientURLs(member.clientUrls())
        .setIsLearner(isLearner)
        .build();
  }
}
