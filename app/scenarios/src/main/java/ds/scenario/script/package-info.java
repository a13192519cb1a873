/// # The protocols that scripts are about
///
/// The scripts stand in `src/main/resources/scenarios`, in a folder for each protocol. What a
/// script of that folder can say is its language.
///
/// **Read** [Languages]; then a script, say `scenarios/raft/figure-8.txt`.
///
/// **Kept:** `ScriptsTest` plays every script, `BrowserScriptsTest` plays it in JavaScript, and
/// `ScriptsCatchMutantsTest` shows that the story of a rule turns out differently when the rule is
/// broken.
package ds.scenario.script;
