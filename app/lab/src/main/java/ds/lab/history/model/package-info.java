/// # What objects do
///
/// A judge of histories must know what the object would have answered to a single client. That is
/// said by a model: a state and a step, without any concurrency. Every file here is one object with
/// the sealed families of what it can be asked and what it answers.
///
/// **Read** [RegisterModel], the smallest, and write your own beside it: a model is any class that
/// implements `ds.lab.history.Model`.
///
/// | object                                              | here                      |
/// |-----------------------------------------------------|---------------------------|
/// | register, with compare-and-set                      | [RegisterModel]           |
/// | store of keys: get, put, append, delete             | [KeyValueModel]           |
/// | store of keys with conditional put                  | [VersionedKeyValueModel]  |
/// | locks by name                                       | [LockModel]               |
/// | first-in first-out queue                            | [QueueModel]              |
/// | set                                                 | [SetModel]                |
/// | log, read from its beginning                        | [LogModel]                |
///
/// **Kept:** every answer that a model allows, and none that it does not; `ModelTest` has both for
/// each operation.
///
/// **Left out:** answers that decide the effect, such as a pop that returns any element it likes. A
/// model can allow them in [step][ds.lab.history.Model#step] for operations that were answered.
package ds.lab.history.model;
