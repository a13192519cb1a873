/// # Campaigns: one scenario, many seeds
///
/// One run of a scenario proves little: the bad luck that breaks a protocol may come once in ten
/// thousand. A campaign runs a scenario under as many seeds as there is time for, on all
/// processors, and keeps what broke.
///
/// Runs share nothing, so they are spread over threads one seed at a time; their outcomes are added
/// up in the order of the seeds, so nobody can tell from a report how many threads there were.
///
/// **Read** [Campaign], then [Plan] and [Report].
///
/// | concept                                      | type                |
/// |----------------------------------------------|---------------------|
/// | which seeds, on how many threads             | [Plan]              |
/// | who has which seed                           | `Ledger`            |
/// | what was found                               | [Report]            |
/// | runs done, steps a second, time left         | [Progress]          |
///
/// **Kept**, and checked by `CampaignTest`: the same report on any number of threads; of several
/// failures the one with the lowest seed ends a campaign that ends with a failure; bounded memory;
/// a campaign that is stopped ends with whole runs.
///
/// **Left out:** what to do about a failure. `ds.lab.story` shrinks and tells it.
package ds.lab.campaign;
