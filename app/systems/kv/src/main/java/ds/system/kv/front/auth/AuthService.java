package ds.system.kv.front.auth;

import ds.system.kv.api.etcdserverpb.AuthDisableResponse;
import ds.system.kv.api.etcdserverpb.AuthEnableResponse;
import ds.system.kv.api.etcdserverpb.AuthGrpc;
import ds.system.kv.api.etcdserverpb.AuthStatusResponse;
import ds.system.kv.api.etcdserverpb.AuthenticateRequest;
import ds.system.kv.api.etcdserverpb.AuthenticateResponse;
import ds.system.kv.auth.Rules;
import ds.system.kv.auth.User;
import ds.system.kv.command.AuthCommand.AuthDisable;
import ds.system.kv.command.AuthCommand.AuthEnable;
import ds.system.kv.command.AuthCommand.Secret;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvError;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Gatekeeper;
import ds.system.kv.front.rpc.Statuses;
import io.grpc.ServerServiceDefinition;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Who may do what: whether anybody asks, and who a client is. [UserCalls] and [RoleCalls] have the
/// rest of the service.
public final class AuthService {

  private static final int TOKEN_KEY_BYTES = 32;

  private final RuleDesk desk;
  private final InstantSource clock;

  /// @param slow where passwords are hashed; refuses what it has no room for
  public AuthService(Counter counter, RuleBook book, Executor slow, InstantSource clock) {
    this.desk = new RuleDesk(counter, book, slow);
    this.clock = clock;
  }

  public ServerServiceDefinition definition(Gatekeeper gate) {
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder(AuthGrpc.getServiceDescriptor());
    new UserCalls(desk).addTo(service, gate);
    new RoleCalls(desk).addTo(service, gate);
    return service
        .addMethod(AuthGrpc.getAuthenticateMethod(), gate.unary(this::authenticate))
        .addMethod(
            AuthGrpc.getAuthEnableMethod(),
            gate.unary(
                desk.order(
                    _ -> new AuthEnable(newTokenKey()),
                    header -> AuthEnableResponse.newBuilder().setHeader(header).build())))
        .addMethod(
            AuthGrpc.getAuthDisableMethod(),
            gate.unary(
                desk.order(
                    _ -> new AuthDisable(),
                    header -> AuthDisableResponse.newBuilder().setHeader(header).build())))
        .addMethod(
            AuthGrpc.getAuthStatusMethod(),
            gate.unary(
                desk.show(
                    (permissions, caller, _) -> permissions.toAdminister(caller),
                    (_, rules, header) ->
                        AuthStatusResponse.newBuilder()
                            .setHeader(header)
                            .setEnabled(rules.enabled())
                            .setAuthRevision(rules.revision())
                            .build())))
        .build();
  }

  private static Secret newTokenKey() {
    return new Secret(new Bytes(Passwords.random(TOKEN_KEY_BYTES)));
  }

  private void authenticate(AuthenticateRequest request, Exchange<AuthenticateResponse> exchange) {
    desk.consult(
        exchange,
        rules -> {
          if (!rules.enabled()) {
            exchange.fail(Statuses.of(KvError.AUTH_NOT_ENABLED));
          } else {
            desk.slowly(exchange, () -> authenticate(request, rules, exchange));
          }
        });
  }

  private void authenticate(
      AuthenticateRequest request, Rules rules, Exchange<AuthenticateResponse> exchange) {
    Optional<Secret> hash =
        rules.users().stream()
            .filter(user -> user.name().equals(request.getName()))
            .findFirst()
            .flatMap(User::password);
    if (!Passwords.matches(request.getPassword(), hash)) {
      exchange.fail(Statuses.of(KvError.AUTH_FAILED));
      return;
    }
    var caller = new Caller(request.getName(), rules.revision());
    exchange.answer(
        AuthenticateResponse.newBuilder()
            .setHeader(desk.header())
            .setToken(Tokens.make(caller, clock.instant().getEpochSecond(), rules.tokenKey()))
            .build());
  }
}
