package ds.system.kv.front;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Our messages are, field for field, those that a client of etcd sends. The other side of the
/// comparison was written by others: what a Java client of etcd brings along.
final class WireFormatTest {

  /// The methods and the choice in which the client differs by its age: it knows no lease to
  /// compare, and a call that never was in a release of etcd.
  private static final List<String> OUTDATED =
      List.of(
          "Compare.target_union one of [version, create_revision, mod_revision, value]",
          "Watch.Progress(WatchProgressRequest) WatchResponse");

  /// What etcd has added since, up to 3.5.
  private static final String NEWER =
      """
      authpb.User.options=4 MESSAGE authpb.UserAddOptions
      authpb.UserAddOptions
      authpb.UserAddOptions.no_password=1 BOOL
      AlarmType.CORRUPT=2
      Auth.AuthStatus(AuthStatusRequest) AuthStatusResponse
      AuthStatusRequest
      AuthStatusResponse
      AuthStatusResponse.authRevision=3 UINT64
      AuthStatusResponse.enabled=2 BOOL
      AuthStatusResponse.header=1 MESSAGE ResponseHeader
      AuthUserAddRequest.hashedPassword=4 STRING
      AuthUserAddRequest.options=3 MESSAGE authpb.UserAddOptions
      AuthUserChangePasswordRequest.hashedPassword=3 STRING
      Compare.CompareTarget.LEASE=4
      Compare.lease=8 INT64
      Compare.target_union one of [version, create_revision, mod_revision, value, lease]
      DowngradeRequest
      DowngradeRequest.DowngradeAction.CANCEL=2
      DowngradeRequest.DowngradeAction.ENABLE=1
      DowngradeRequest.DowngradeAction.VALIDATE=0
      DowngradeRequest.action=1 ENUM DowngradeRequest.DowngradeAction
      DowngradeRequest.version=2 STRING
      DowngradeResponse
      DowngradeResponse.header=1 MESSAGE ResponseHeader
      DowngradeResponse.version=2 STRING
      Lease.LeaseLeases(LeaseLeasesRequest) LeaseLeasesResponse
      LeaseCheckpoint
      LeaseCheckpoint.ID=1 INT64
      LeaseCheckpoint.remaining_TTL=2 INT64
      LeaseCheckpointRequest
      LeaseCheckpointRequest.checkpoints=1 repeated MESSAGE LeaseCheckpoint
      LeaseCheckpointResponse
      LeaseCheckpointResponse.header=1 MESSAGE ResponseHeader
      LeaseLeasesRequest
      LeaseLeasesResponse
      LeaseLeasesResponse.header=1 MESSAGE ResponseHeader
      LeaseLeasesResponse.leases=2 repeated MESSAGE LeaseStatus
      LeaseStatus
      LeaseStatus.ID=1 INT64
      Maintenance.Downgrade(DowngradeRequest) DowngradeResponse
      MemberListRequest.linearizable=1 BOOL
      WatchCreateRequest.fragment=8 BOOL
      WatchCreateRequest.watch_id=7 INT64
      WatchResponse.fragment=7 BOOL
      """;

  @Test
  @DisplayName("every message, field and method of the client is ours too, with number and type")
  void nothingDiffersFromTheClient() {
    var missing = theirs();
    missing.removeAll(ours());
    assertThat(missing).containsExactlyElementsOf(OUTDATED);
  }

  @Test
  @DisplayName("what is ours alone is what etcd 3.5 added")
  void nothingIsInvented() {
    var own = ours();
    own.removeAll(theirs());
    assertThat(own).containsExactlyInAnyOrderElementsOf(NEWER.lines().toList());
  }

  private static SortedSet<String> ours() {
    return facts(
        List.of(
            ds.system.kv.api.mvccpb.KeyValue.getDescriptor().getFile(),
            ds.system.kv.api.authpb.User.getDescriptor().getFile(),
            ds.system.kv.api.etcdserverpb.ResponseHeader.getDescriptor().getFile(),
            ds.system.kv.api.etcdserverpb.RangeRequest.getDescriptor().getFile(),
            ds.system.kv.api.etcdserverpb.WatchRequest.getDescriptor().getFile(),
            ds.system.kv.api.etcdserverpb.LeaseGrantRequest.getDescriptor().getFile(),
            ds.system.kv.api.etcdserverpb.MemberAddRequest.getDescriptor().getFile(),
            ds.system.kv.api.etcdserverpb.StatusRequest.getDescriptor().getFile(),
            ds.system.kv.api.etcdserverpb.AuthEnableRequest.getDescriptor().getFile(),
            ds.system.kv.api.v3lockpb.LockRequest.getDescriptor().getFile(),
            ds.system.kv.api.v3electionpb.CampaignRequest.getDescriptor().getFile()));
  }

  private static SortedSet<String> theirs() {
    return facts(
        List.of(
            io.etcd.jetcd.api.KeyValue.getDescriptor().getFile(),
            io.etcd.jetcd.api.User.getDescriptor().getFile(),
            io.etcd.jetcd.api.RangeRequest.getDescriptor().getFile(),
            io.etcd.jetcd.api.lock.LockRequest.getDescriptor().getFile(),
            io.etcd.jetcd.api.CampaignRequest.getDescriptor().getFile()));
  }

  private static SortedSet<String> facts(List<FileDescriptor> files) {
    var facts = new TreeSet<String>();
    for (FileDescriptor file : files) {
      file.getMessageTypes().forEach(message -> addMessage(message, facts));
      file.getEnumTypes().forEach(type -> addEnum(type, facts));
      file.getServices().forEach(service -> addService(service, facts));
    }
    return new TreeSet<>(facts.stream().map(fact -> fact.replace("etcdserverpb.", "")).toList());
  }

  private static void addMessage(Descriptor message, SortedSet<String> facts) {
    facts.add(message.getFullName());
    message.getFields().forEach(field -> facts.add(field(field)));
    for (OneofDescriptor choice : message.getRealOneofs()) {
      var names = new ArrayList<String>();
      choice.getFields().forEach(field -> names.add(field.getName()));
      facts.add(choice.getFullName() + " one of " + names);
    }
    message.getNestedTypes().forEach(nested -> addMessage(nested, facts));
    message.getEnumTypes().forEach(type -> addEnum(type, facts));
  }

  private static String field(FieldDescriptor field) {
    String of =
        switch (field.getJavaType()) {
          case MESSAGE -> " " + field.getMessageType().getFullName();
          case ENUM -> " " + field.getEnumType().getFullName();
          default -> "";
        };
    return "%s=%d %s%s%s"
        .formatted(
            field.getFullName(),
            field.getNumber(),
            field.isRepeated() ? "repeated " : "",
            field.getType(),
            of);
  }

  private static void addEnum(EnumDescriptor type, SortedSet<String> facts) {
    type.getValues()
        .forEach(value ->
            facts.add(type.getFullName() + "." + value.getName() + "=" + value.getNumber()));
  }

  private static void addService(ServiceDescriptor service, SortedSet<String> facts) {
    for (MethodDescriptor method : service.getMethods()) {
      facts.add(
          "%s(%s%s) %s%s"
              .formatted(
                  method.getFullName(),
                  method.isClientStreaming() ? "stream " : "",
                  method.getInputType().getFullName(),
                  method.isServerStreaming() ? "stream " : "",
                  method.getOutputType().getFullName()));
    }
  }
}
