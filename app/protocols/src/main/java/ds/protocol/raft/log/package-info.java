/// # The replicated log
package ds.protocol.raft.log;
