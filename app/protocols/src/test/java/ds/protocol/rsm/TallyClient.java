package ds.protocol.rsm;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import ds.protocol.rsm.Group.Told;
import ds.protocol.rsm.RsmMessage.Answered;
import ds.protocol.rsm.RsmMessage.ClientQuery;
import ds.protocol.rsm.RsmMessage.ClientRequest;
import ds.protocol.rsm.RsmMessage.RegisterClient;
import ds.protocol.rsm.RsmMessage.Registered;
import ds.protocol.rsm.RsmMessage.Reply;

/// A client of a group of [Tally] machines, led by hand through each message.
final class TallyClient {

  /// Under which clients of these tests register.
  static final RequestId REGISTRATION = new RequestId(SessionId.NONE, 1);

  private final NodeId self;
  private final Group group;
  private SessionId session = SessionId.NONE;

  TallyClient(NodeId self, Group group) {
    this.self = self;
    this.group = group;
  }

  SessionId session() {
    return session;
  }

  RequestId id(long sequence) {
    return new RequestId(session, sequence);
  }

  /// What this client is told, as a test expects it.
  Told told(Reply reply) {
    return new Told(self, reply);
  }

  Told toldTotal(long sequence, long total) {
    return told(new Answered(id(sequence), new Tally.Total(total)));
  }

  void register(NodeId leader) {
    group.takeTold();
    sendRegistration(leader);
    group.deliver();
    session = ((Registered) group.takeTold().getLast().message()).session();
  }

  void sendRegistration(NodeId replica) {
    group.arrive(self, replica, new RegisterClient(REGISTRATION));
  }

  void send(NodeId replica, long sequence, long amount) {
    group.arrive(self, replica, new ClientRequest(id(sequence), new Tally.Add(amount)));
  }

  void ask(NodeId replica, long sequence) {
    group.arrive(self, replica, new ClientQuery(id(sequence), new Tally.Sum()));
  }

  /// Has a command carried out, which brings the sum to `total`.
  void execute(NodeId leader, long sequence, long amount, long total) {
    group.takeTold();
    send(leader, sequence, amount);
    group.deliver();
    assertThat(group.takeTold()).containsExactly(toldTotal(sequence, total));
  }

  /// Adds 1 as often as it is told, with ascending sequence numbers from 1.
  void count(NodeId leader, int to) {
    for (int i = 1; i <= to; i++) {
      execute(leader, i, 1, i);
    }
  }

  long sum(NodeId leader) {
    group.takeTold();
    ask(leader, Long.MAX_VALUE);
    group.deliver();
    Answered answer = (Answered) group.takeTold().getLast().message();
    return ((Tally.Total) answer.result()).value();
  }
}
