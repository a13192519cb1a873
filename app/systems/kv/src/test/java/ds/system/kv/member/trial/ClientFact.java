package ds.system.kv.member.trial;

import ds.core.Fact;
import ds.core.NodeId;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request;

/// What a client states besides its history, for those who look closer.
sealed interface ClientFact extends Fact {

  /// It has sent a call.
  ///
  /// @param call its number among the client's
  record Asked(long call, NodeId server, Request request) implements ClientFact {}

  /// The call that it waits for is answered.
  record Heard(long call, Answer answer) implements ClientFact {}
}
