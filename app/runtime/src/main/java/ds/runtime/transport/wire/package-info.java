/// # The bytes of a connection
///
/// A stream of bytes has to be cut into messages again, and whoever reads it does not know yet who
/// wrote it. So the rules are few: everything is a frame of bounded length with a checksum, the
/// first frame each way is a greeting, and frames are small until the greeting has been accepted.
///
/// ```
/// frame   = length (4)  crc32c of payload (4)  payload
/// hello   = "dstp" (4)  version (1)  lane (1)  cluster  from  to  host  port (2)
/// answer  = "dstp" (4)  version (1)  verdict (1)  cluster  member
/// text    = length (1)  UTF-8
/// ```
///
/// Numbers are big-endian. An empty frame is a sign of life. After a welcome the caller sends
/// frames of its host, and the called side only signs of life.
///
/// **Read** [Greeting] and [FrameDecoder]; [Outbox] is where frames wait, and [SignsOfLife] is what
/// goes on when there are none.
///
/// **Kept:** bytes that are no frame or no greeting end the connection and nothing else
/// (`HostileBytesTest`).
package ds.runtime.transport.wire;
