/// # A verdict to look at
///
/// "Not linearizable" is hard to believe as long as one cannot see it. A page shows who called
/// when, which order was tried, and where it broke.
///
/// **Read** [Timeline]; [Summary] says the same in words, for page and terminal.
///
/// | on the page                          | here                     |
/// |--------------------------------------|--------------------------|
/// | sentence at the top                  | [Summary]                |
/// | rows and bars                        | [Sheet]                  |
/// | points at which operations take effect | [Points]               |
/// | colours, zoom                        | [Look]                   |
/// | what any page of ours begins with    | [Head]                   |
///
/// **Kept:** the page loads nothing, and shows hostile texts as texts. `TimelineTest` tries both.
///
/// **Left out:** bars beyond the first thousands of a very long history.
package ds.lab.history.timeline;
