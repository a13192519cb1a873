/// # Judges of what clients saw of a real cluster
package ds.trial.kv.judge;
