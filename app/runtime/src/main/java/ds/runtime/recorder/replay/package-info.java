/// # Replay
package ds.runtime.recorder.replay;
