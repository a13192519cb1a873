/// # Words for values
///
/// Stories are told about any protocol, and know none. All that they can say about a message or a
/// fact is what its text says; but the text of records nested three deep is not for people.
///
/// So the text is read back and said again, shorter: wrappings fall away, empty things become *no
/// leader*, names of facts become phrases. What does not read like a record stays as it is.
///
/// **Read** [Words].
///
/// | concept                      | type     |
/// |------------------------------|----------|
/// | the text of a record, parsed | `Text`   |
/// | the same, for people         | [Words]  |
///
/// **Kept**, and checked by `WordsTest`: any text is accepted; equal values have equal words.
///
/// **Left out:** grammar. `Committed[index=7]` is said as `committed (index 7)`.
package ds.lab.story.words;
