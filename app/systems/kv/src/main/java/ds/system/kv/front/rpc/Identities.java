package ds.system.kv.front.rpc;

import ds.system.kv.command.KvCommand.Caller;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.util.Optional;

/// Tells on whose behalf a call is made.
@FunctionalInterface
public interface Identities {

  /// The user of a call, or the one without a name; empty if it shows a token that is not valid.
  Optional<Caller> of(ServerCall<?, ?> call, Metadata headers);
}
