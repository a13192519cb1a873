package ds.system.kv.front.auth;

import ds.system.kv.api.etcdserverpb.AuthGrpc;
import ds.system.kv.api.etcdserverpb.AuthUserAddRequest;
import ds.system.kv.api.etcdserverpb.AuthUserAddResponse;
import ds.system.kv.api.etcdserverpb.AuthUserChangePasswordRequest;
import ds.system.kv.api.etcdserverpb.AuthUserChangePasswordResponse;
import ds.system.kv.api.etcdserverpb.AuthUserDeleteResponse;
import ds.system.kv.api.etcdserverpb.AuthUserGetRequest;
import ds.system.kv.api.etcdserverpb.AuthUserGetResponse;
import ds.system.kv.api.etcdserverpb.AuthUserGrantRoleResponse;
import ds.system.kv.api.etcdserverpb.AuthUserListResponse;
import ds.system.kv.api.etcdserverpb.AuthUserRevokeRoleResponse;
import ds.system.kv.api.etcdserverpb.ResponseHeader;
import ds.system.kv.auth.Rules;
import ds.system.kv.auth.User;
import ds.system.kv.command.AuthCommand.Secret;
import ds.system.kv.command.AuthCommand.UserAdd;
import ds.system.kv.command.AuthCommand.UserChangePassword;
import ds.system.kv.command.AuthCommand.UserDelete;
import ds.system.kv.command.AuthCommand.UserGrantRole;
import ds.system.kv.command.AuthCommand.UserRevokeRole;
import ds.system.kv.command.KvError;
import ds.system.kv.front.desk.RefusedException;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Gatekeeper;
import io.grpc.ServerServiceDefinition;
import java.util.Optional;

/// The calls about users.
final class UserCalls {

  private final RuleDesk desk;

  UserCalls(RuleDesk desk) {
    this.desk = desk;
  }

  void addTo(ServerServiceDefinition.Builder service, Gatekeeper gate) {
    service
        .addMethod(AuthGrpc.getUserAddMethod(), gate.unary(this::add))
        .addMethod(AuthGrpc.getUserChangePasswordMethod(), gate.unary(this::changePassword))
        .addMethod(
            AuthGrpc.getUserGetMethod(),
            gate.unary(
                desk.show(
                    (permissions, caller, request) ->
                        permissions.toSeeUser(caller, request.getName()),
                    UserCalls::get)))
        .addMethod(
            AuthGrpc.getUserListMethod(),
            gate.unary(
                desk.show(
                    (permissions, caller, _) -> permissions.toAdminister(caller),
                    (_, rules, header) ->
                        AuthUserListResponse.newBuilder()
                            .setHeader(header)
                            .addAllUsers(rules.users().stream().map(User::name).toList())
                            .build())))
        .addMethod(
            AuthGrpc.getUserDeleteMethod(),
            gate.unary(
                desk.order(
                    request -> new UserDelete(request.getName()),
                    header -> AuthUserDeleteResponse.newBuilder().setHeader(header).build())))
        .addMethod(
            AuthGrpc.getUserGrantRoleMethod(),
            gate.unary(
                desk.order(
                    request -> new UserGrantRole(request.getUser(), request.getRole()),
                    header -> AuthUserGrantRoleResponse.newBuilder().setHeader(header).build())))
        .addMethod(
            AuthGrpc.getUserRevokeRoleMethod(),
            gate.unary(
                desk.order(
                    request -> new UserRevokeRole(request.getName(), request.getRole()),
                    header -> AuthUserRevokeRoleResponse.newBuilder().setHeader(header).build())));
  }

  private void add(AuthUserAddRequest request, Exchange<AuthUserAddResponse> exchange) {
    if (request.getOptions().getNoPassword()) {
      add(request, Optional.empty(), exchange);
    } else {
      desk.slowly(
          exchange,
          () -> add(request, Optional.of(Passwords.hash(request.getPassword())), exchange));
    }
  }

  private void add(
      AuthUserAddRequest request,
      Optional<Secret> password,
      Exchange<AuthUserAddResponse> exchange) {
    desk.order(
        new UserAdd(request.getName(), password),
        exchange,
        header -> AuthUserAddResponse.newBuilder().setHeader(header).build());
  }

  private void changePassword(
      AuthUserChangePasswordRequest request, Exchange<AuthUserChangePasswordResponse> exchange) {
    desk.slowly(
        exchange,
        () ->
            desk.order(
                new UserChangePassword(request.getName(), Passwords.hash(request.getPassword())),
                exchange,
                header -> AuthUserChangePasswordResponse.newBuilder().setHeader(header).build()));
  }

  private static AuthUserGetResponse get(
      AuthUserGetRequest request, Rules rules, ResponseHeader header) throws RefusedException {
    for (User user : rules.users()) {
      if (user.name().equals(request.getName())) {
        return AuthUserGetResponse.newBuilder().setHeader(header).addAllRoles(user.roles()).build();
      }
    }
    throw new RefusedException(KvError.USER_NOT_FOUND);
  }
}
