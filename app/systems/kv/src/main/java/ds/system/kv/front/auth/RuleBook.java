package ds.system.kv.front.auth;

import ds.system.kv.auth.Auth;
import ds.system.kv.auth.Permissions;
import ds.system.kv.auth.Rules;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvError;
import ds.system.kv.front.MemberGate;
import java.util.Optional;
import java.util.function.Function;

/// Who may do what, for calls that are no commands: those the replicated state never sees, and
/// cannot refuse.
public final class RuleBook {

  private final MemberGate member;
  private final Auth auth = new Auth();
  private Rules read;

  public RuleBook(MemberGate member) {
    this.member = member;
    this.read = member.rules();
    auth.restore(read);
  }

  public Optional<KvError> mayRead(Caller caller, KeyRange keys) {
    return ask(member.rules(), permissions -> permissions.toRead(caller, keys));
  }

  public Optional<KvError> mayAdminister(Caller caller) {
    return ask(member.rules(), permissions -> permissions.toAdminister(caller));
  }

  /// Asks certain rules.
  public synchronized Optional<KvError> ask(
      Rules rules, Function<Permissions, Optional<KvError>> question) {
    if (!rules.equals(read)) {
      read = rules;
      auth.restore(rules);
    }
    return rules.enabled() ? question.apply(auth.permissions()) : Optional.empty();
  }
}
