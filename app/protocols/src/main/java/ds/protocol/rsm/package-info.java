/// # Replicated state machines: one service on several computers
///
/// A service that must not stop runs on several computers. If each of them starts in the same state
/// and carries out the same commands in the same order, they stay equal, and any of them can take
/// over. Raft brings the commands into one order. What is left is the client: it must find the
/// leader, and when no answer comes it cannot know whether its command was lost, or only the
/// answer. If it asks again, the command may be carried out twice; if it does not, perhaps never.
///
/// So a client opens a session and numbers its requests. The replicas remember each session's
/// newest number with its result, as a part of their replicated state, and answer a repeated
/// request from memory. Memory is finite: the sessions that were silent for longest are forgotten,
/// all replicas forgetting the same ones, and a client that comes back too late is told that nobody
/// knows.
///
/// **Read** [RsmMessage], then [Replica#on], [Sessions], and [Clerk] for the other side.
///
/// | in the dissertation      | here                         |
/// |--------------------------|------------------------------|
/// | RegisterClient RPC       | [RsmMessage.RegisterClient]  |
/// | ClientRequest RPC        | [RsmMessage.ClientRequest]   |
/// | ClientQuery RPC          | [RsmMessage.ClientQuery]     |
/// | clientId                 | [SessionId]                  |
/// | clientId and sequenceNum | [RequestId]                  |
/// | response, status OK      | [RsmMessage.Answered]        |
/// | status NOT_LEADER        | [RsmMessage.NotLeader]       |
/// | status SESSION_EXPIRED   | [RsmMessage.SessionExpired]  |
/// | state machine            | [Machine]                    |
/// | client                   | [Clerk]                      |
///
/// **Kept,** checked by `ReplicaTest`, `ReplicaFaultsTest`, `SessionsTest` and `ClerkTest`: a
/// command is carried out at most once, and exactly once if its client is told a result, across
/// retries, restarts, changes of leader and snapshots; a query sees every command that was answered
/// before it was asked; replicas forget the same sessions; memory is bounded whatever the number of
/// clients; every request is answered, or given up by its clerk.
///
/// **Not kept:** certainty for a client whose session was forgotten, or whose clerk has given up:
/// it learns *maybe*.
///
/// **Left out:** several requests of one client at a time; keeping a silent client's session alive;
/// queries answered by followers.
///
/// *Source:* D. Ongaro, *Consensus: Bridging Theory and Practice*, 2014, chapter 6. The idea is F.
/// Schneider's, *Implementing fault-tolerant services using the state machine approach*, 1990.
package ds.protocol.rsm;
