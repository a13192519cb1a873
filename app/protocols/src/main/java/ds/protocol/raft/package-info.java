/// # Raft
package ds.protocol.raft;
