package ds.system.kv.call;

/// Why a call came to nothing that the replicated state decides.
public enum CallError {
  /// Nobody leads as far as this member knows. The call had no effect.
  NO_LEADER,

  /// The leader has as much under way as it can. The call had no effect.
  OVERLOADED,

  /// The leader that should have confirmed a read leads no more. The call had no effect.
  LEADER_CHANGED,

  /// Nothing was heard of it for too long. It may take effect yet.
  TIMED_OUT,

  /// A read could not be answered, which is a defect.
  BROKEN
}
