/// # The flight recorder
package ds.runtime.recorder;
