/// # Processes of servers
///
/// What a person does at a terminal, as methods: a server is started as a process of its own, waited
/// for until it answers, killed, stopped and continued, and ended in good order.
package ds.trial.process;
