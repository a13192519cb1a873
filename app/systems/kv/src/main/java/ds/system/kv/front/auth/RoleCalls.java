package ds.system.kv.front.auth;

import ds.system.kv.api.etcdserverpb.AuthGrpc;
import ds.system.kv.api.etcdserverpb.AuthRoleAddResponse;
import ds.system.kv.api.etcdserverpb.AuthRoleDeleteResponse;
import ds.system.kv.api.etcdserverpb.AuthRoleGetRequest;
import ds.system.kv.api.etcdserverpb.AuthRoleGetResponse;
import ds.system.kv.api.etcdserverpb.AuthRoleGrantPermissionRequest;
import ds.system.kv.api.etcdserverpb.AuthRoleGrantPermissionResponse;
import ds.system.kv.api.etcdserverpb.AuthRoleListResponse;
import ds.system.kv.api.etcdserverpb.AuthRoleRevokePermissionResponse;
import ds.system.kv.api.etcdserverpb.ResponseHeader;
import ds.system.kv.auth.Role;
import ds.system.kv.auth.Rules;
import ds.system.kv.command.AuthCommand.Permission;
import ds.system.kv.command.AuthCommand.Permission.Access;
import ds.system.kv.command.AuthCommand.RoleAdd;
import ds.system.kv.command.AuthCommand.RoleDelete;
import ds.system.kv.command.AuthCommand.RoleGrantPermission;
import ds.system.kv.command.AuthCommand.RoleRevokePermission;
import ds.system.kv.command.KvError;
import ds.system.kv.front.desk.Decoding;
import ds.system.kv.front.desk.Encoding;
import ds.system.kv.front.desk.RefusedException;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Gatekeeper;
import ds.system.kv.front.rpc.Statuses;
import io.grpc.ServerServiceDefinition;

/// The calls about roles.
final class RoleCalls {

  private static final Access[] ACCESSES = Access.values();

  private final RuleDesk desk;

  RoleCalls(RuleDesk desk) {
    this.desk = desk;
  }

  void addTo(ServerServiceDefinition.Builder service, Gatekeeper gate) {
    service
        .addMethod(
            AuthGrpc.getRoleAddMethod(),
            gate.unary(
                desk.order(
                    request -> new RoleAdd(request.getName()),
                    header -> AuthRoleAddResponse.newBuilder().setHeader(header).build())))
        .addMethod(
            AuthGrpc.getRoleGetMethod(),
            gate.unary(
                desk.show(
                    (permissions, caller, request) ->
                        permissions.toSeeRole(caller, request.getRole()),
                    RoleCalls::get)))
        .addMethod(
            AuthGrpc.getRoleListMethod(),
            gate.unary(
                desk.show(
                    (permissions, caller, _) -> permissions.toAdminister(caller),
                    (_, rules, header) ->
                        AuthRoleListResponse.newBuilder()
                            .setHeader(header)
                            .addAllRoles(rules.roles().stream().map(Role::name).toList())
                            .build())))
        .addMethod(
            AuthGrpc.getRoleDeleteMethod(),
            gate.unary(
                desk.order(
                    request -> new RoleDelete(request.getRole()),
                    header -> AuthRoleDeleteResponse.newBuilder().setHeader(header).build())))
        .addMethod(AuthGrpc.getRoleGrantPermissionMethod(), gate.unary(this::grant))
        .addMethod(
            AuthGrpc.getRoleRevokePermissionMethod(),
            gate.unary(
                desk.order(
                    request ->
                        new RoleRevokePermission(
                            request.getRole(),
                            Decoding.keys(request.getKey(), request.getRangeEnd())),
                    header ->
                        AuthRoleRevokePermissionResponse.newBuilder().setHeader(header).build())));
  }

  private static AuthRoleGetResponse get(
      AuthRoleGetRequest request, Rules rules, ResponseHeader header) throws RefusedException {
    for (Role role : rules.roles()) {
      if (role.name().equals(request.getRole())) {
        return AuthRoleGetResponse.newBuilder()
            .setHeader(header)
            .addAllPerm(role.permissions().stream().map(RoleCalls::permission).toList())
            .build();
      }
    }
    throw new RefusedException(KvError.ROLE_NOT_FOUND);
  }

  private static ds.system.kv.api.authpb.Permission permission(Permission permission) {
    return ds.system.kv.api.authpb.Permission.newBuilder()
        .setPermType(
            switch (permission.access()) {
              case READ -> ds.system.kv.api.authpb.Permission.Type.READ;
              case WRITE -> ds.system.kv.api.authpb.Permission.Type.WRITE;
              case READ_WRITE -> ds.system.kv.api.authpb.Permission.Type.READWRITE;
            })
        .setKey(Encoding.bytes(permission.keys().key()))
        .setRangeEnd(Encoding.bytes(permission.keys().end()))
        .build();
  }

  private void grant(
      AuthRoleGrantPermissionRequest request, Exchange<AuthRoleGrantPermissionResponse> exchange) {
    var permission = request.getPerm();
    if (!request.hasPerm()
        || permission.getPermTypeValue() < 0
        || permission.getPermTypeValue() >= ACCESSES.length) {
      exchange.fail(Statuses.of(KvError.PERMISSION_NOT_GIVEN));
      return;
    }
    desk.order(
        new RoleGrantPermission(
            request.getName(),
            new Permission(
                ACCESSES[permission.getPermTypeValue()],
                Decoding.keys(permission.getKey(), permission.getRangeEnd()))),
        exchange,
        header -> AuthRoleGrantPermissionResponse.newBuilder().setHeader(header).build());
  }
}
