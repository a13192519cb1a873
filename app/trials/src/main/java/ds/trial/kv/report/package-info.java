/// # The page that tells of a trial
package ds.trial.kv.report;
