/// # The front door: the site, served on this machine
///
/// `./ds` without a command opens it. It hands out what [ds.workbench.site.Site] makes, to nobody
/// but the person at this machine: it listens on the loopback address alone, and turns away what a
/// page from elsewhere asks for, even under a name that was made to lead here.
///
/// The server is the one that comes with the JDK: a few files for one reader need no more, and no
/// library starts faster than none.
///
/// Beside the site it may have wings, which answer for what begins with their path; the same
/// visitors are let in. One is the live cluster, [ds.workbench.door.cluster], the other runs
/// somebody's own nodes for the debugger, `EngineWing`.
///
/// **Read** [FrontDoor] first, then [Visitor], who says who may come in.
@NullMarked
package ds.workbench.door;

import org.jspecify.annotations.NullMarked;
