package ds.system.kv.command;

/// Why a request was refused, in the words and with the status code that etcd's clients know.
///
/// Clients tell errors apart by these very texts.
public enum KvError {
  EMPTY_KEY(Status.INVALID_ARGUMENT, "key is not provided"),
  KEY_NOT_FOUND(Status.INVALID_ARGUMENT, "key not found"),
  VALUE_PROVIDED(Status.INVALID_ARGUMENT, "value is provided"),
  LEASE_PROVIDED(Status.INVALID_ARGUMENT, "lease is provided"),
  TOO_MANY_OPERATIONS(Status.INVALID_ARGUMENT, "too many operations in txn request"),
  DUPLICATE_KEY(Status.INVALID_ARGUMENT, "duplicate key given in txn request"),
  INVALID_SORT_OPTION(Status.INVALID_ARGUMENT, "invalid sort option"),
  REQUEST_TOO_LARGE(Status.INVALID_ARGUMENT, "request is too large"),
  COMPACTED(Status.OUT_OF_RANGE, "mvcc: required revision has been compacted"),
  FUTURE_REVISION(Status.OUT_OF_RANGE, "mvcc: required revision is a future revision"),
  NO_SPACE(Status.RESOURCE_EXHAUSTED, "mvcc: database space exceeded"),
  CORRUPT(Status.DATA_LOSS, "corrupt cluster"),

  LEASE_NOT_FOUND(Status.NOT_FOUND, "requested lease not found"),
  LEASE_EXISTS(Status.FAILED_PRECONDITION, "lease already exists"),
  LEASE_TTL_TOO_LARGE(Status.OUT_OF_RANGE, "too large lease TTL"),

  ROOT_USER_MISSING(Status.FAILED_PRECONDITION, "root user does not exist"),
  ROOT_ROLE_MISSING(Status.FAILED_PRECONDITION, "root user does not have root role"),
  USER_EXISTS(Status.FAILED_PRECONDITION, "user name already exists"),
  USER_EMPTY(Status.INVALID_ARGUMENT, "user name is empty"),
  USER_NOT_FOUND(Status.FAILED_PRECONDITION, "user name not found"),
  ROLE_EXISTS(Status.FAILED_PRECONDITION, "role name already exists"),
  ROLE_EMPTY(Status.INVALID_ARGUMENT, "role name is empty"),
  ROLE_NOT_FOUND(Status.FAILED_PRECONDITION, "role name not found"),
  ROLE_NOT_GRANTED(Status.FAILED_PRECONDITION, "role is not granted to the user"),
  PERMISSION_NOT_GIVEN(Status.INVALID_ARGUMENT, "permission not given"),
  PERMISSION_NOT_GRANTED(Status.FAILED_PRECONDITION, "permission is not granted to the role"),
  PERMISSION_DENIED(Status.PERMISSION_DENIED, "permission denied"),
  AUTH_FAILED(Status.INVALID_ARGUMENT, "authentication failed, invalid user ID or password"),
  AUTH_NOT_ENABLED(Status.FAILED_PRECONDITION, "authentication is not enabled"),
  AUTH_OLD_REVISION(Status.INVALID_ARGUMENT, "revision in auth store is old"),
  INVALID_AUTH_TOKEN(Status.UNAUTHENTICATED, "invalid auth token"),
  INVALID_AUTH_MANAGEMENT(Status.INVALID_ARGUMENT, "invalid auth management"),

  /// The log or a client brought what this state machine does not know.
  NOT_UNDERSTOOD(Status.UNIMPLEMENTED, "not understood");

  /// The status codes of gRPC that occur here.
  public enum Status {
    INVALID_ARGUMENT(3),
    NOT_FOUND(5),
    PERMISSION_DENIED(7),
    RESOURCE_EXHAUSTED(8),
    FAILED_PRECONDITION(9),
    OUT_OF_RANGE(11),
    UNIMPLEMENTED(12),
    DATA_LOSS(15),
    UNAUTHENTICATED(16);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    /// Its number in gRPC.
    public int code() {
      return code;
    }
  }

  private final Status status;
  private final String text;

  KvError(Status status, String text) {
    this.status = status;
    this.text = "etcdserver: " + text;
  }

  public Status status() {
    return status;
  }

  public String text() {
    return text;
  }
}
