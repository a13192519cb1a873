/// # What scripts are about
///
/// The scripts stand in `src/main/resources/scenarios`, in a folder for each protocol, and one,
/// `runs`, for those that go along the run of a scenario. What a script of a folder can say is its
/// language.
///
/// A link may name a script, `raft/figure-8?at=40`, and opens it as any run: [Scripts].
///
/// **Read** [Languages]; then a script, say `scenarios/raft/figure-8.txt`.
///
/// **Kept:** `ScriptsTest` plays every script, `BrowserDeterminismTest` plays it in a browser, and
/// `ScriptsCatchMutantsTest` shows that the story of a rule turns out differently when the rule is
/// broken.
package ds.scenario.script;
