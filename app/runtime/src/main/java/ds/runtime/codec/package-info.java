/// # Records as bytes
///
/// Messages go through sockets and records onto disks, but a node's author writes plain records and
/// nothing else. Somebody has to turn them into bytes, in a way that a program of last year's
/// version understands, and back again out of bytes that anybody may have sent.
///
/// A record class says all that is needed: which components it has and, being sealed, which records
/// a family has. So the encoding is derived from the shape of the classes, once, at start. For each
/// record class a small class is made that does what a person would write by hand.
///
/// **Read** [Codec], which tells what may change from version to version; then [Body.Framed], which
/// makes that possible, and [BodyClass]. [ByteWriter] and [ByteReader] serve whoever has bytes to
/// write.
///
/// | value                                             | bytes                             |
/// |---------------------------------------------------|-----------------------------------|
/// | integer                                           | zig-zag varint; a `byte` as it is |
/// | `boolean`                                         | 0 or 1                            |
/// | `String`, `byte[]`                                | length, bytes (UTF-8)             |
/// | `Optional`                                        | 0, or 1 and the value             |
/// | `List`                                            | number of elements, elements      |
/// | enum                                              | tag of the constant               |
/// | record ([Body.Framed])                            | length, components in their order |
/// | one-component record inside another ([Body.Bare]) | the component                     |
/// | member of a family ([Members])                    | tag, length, components           |
///
/// A tag is two bytes made of a simple name ([Tag]). Lengths and numbers of elements are varints.
///
/// **Kept:** what is read equals what was written (`CodecTest`); programs of neighbouring versions
/// read each other (`VersionsTest`); any bytes at all are either read or refused, in time and
/// memory bounded by their number (`HostileBytesTest`); a type that cannot be encoded is refused at
/// start, by the name of the component (`RefusalTest`).
///
/// **Left out:** versions and checksums of files and connections, which belong to the journal and
/// to the transport. Maps, floating-point numbers and generic records, which no protocol here
/// needs.
package ds.runtime.codec;
