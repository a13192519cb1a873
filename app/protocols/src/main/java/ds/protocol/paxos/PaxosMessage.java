package ds.protocol.paxos;

import java.util.Optional;

/// What Paxos processes say to each other, named as in *Paxos Made Simple* §2.2.
///
/// | phase | a proposer asks | an acceptor answers |
/// |-------|-----------------|---------------------|
/// | 1     | [Prepare]       | [Promise]           |
/// | 2     | [Accept]        | [Accepted]          |
///
/// An acceptor that cannot agree says nothing; the proposer's timer is the answer.
public sealed interface PaxosMessage {

  /// The number under which the exchange runs; an acceptor compares nothing else.
  Ballot ballot();

  /// Will you close all ballots below this one?
  record Prepare(Ballot ballot) implements PaxosMessage {}

  /// The sender accepts nothing below `ballot` any more; `accepted` is what it accepted last.
  record Promise(Ballot ballot, Optional<Proposal> accepted) implements PaxosMessage {}

  /// Will you accept `value` under this ballot?
  record Accept(Ballot ballot, String value) implements PaxosMessage {}

  /// The sender has accepted what this ballot carries.
  record Accepted(Ballot ballot) implements PaxosMessage {}
}
