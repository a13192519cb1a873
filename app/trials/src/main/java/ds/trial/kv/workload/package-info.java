/// # Clients of a real cluster, and what they see
package ds.trial.kv.workload;
