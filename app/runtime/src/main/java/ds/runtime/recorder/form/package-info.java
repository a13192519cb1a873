/// # Recordings
package ds.runtime.recorder.form;
