package ds.scenario.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.script.Performance;
import ds.lab.script.file.ScriptFile;
import ds.scenario.script.ScriptFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The story of a rule must turn out differently when the rule is broken: no seed, no search.
class ScriptsCatchMutantsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          paxos/accepts-backwards            @ paxos/duelling-proposers
          paxos/accepts-in-memory            @ paxos/durable-acceptance
          paxos/counts-half-as-majority      @ paxos/doubled-answers
          paxos/counts-stale-promises        @ paxos/late-promises
          paxos/forgets-everything           @ paxos/kept-promises
          paxos/insists-on-its-wish          @ paxos/chosen-value-survives
          paxos/promises-backwards           @ paxos/kept-promises
          paxos/promises-in-memory           @ paxos/promise-is-durable
          paxos/starts-a-ballot-twice        @ paxos/minority
          paxos/takes-the-oldest-value       @ paxos/newest-value
          raft/acknowledges-its-whole-log    @ raft/stale-leader
          raft/answers-before-writing        @ raft/lost-suffix
          raft/commits-an-old-term           @ raft/figure-8
          raft/commits-what-it-has           @ raft/stale-leader
          raft/compares-lengths-only         @ raft/up-to-date
          raft/counts-half-as-majority       @ raft/split-vote
          raft/counts-its-own-entry-early    @ raft/slow-leader-disk
          raft/counts-old-votes              @ raft/old-votes
          raft/drops-the-suffix              @ raft/snapshot-and-suffix
          raft/elects-by-the-new-voters      @ raft/joint-election
          raft/forgets-its-candidacy         @ raft/durable-candidacy
          raft/forgets-its-vote              @ raft/durable-vote
          raft/ignores-newer-terms           @ raft/stale-leader
          raft/ignores-the-old-voters        @ raft/joint-consensus
          raft/keeps-a-divergent-tail        @ raft/snapshot-over-a-divergent-log
          raft/keeps-matches-across-terms    @ raft/new-leader-knows-nothing
          raft/keeps-old-votes               @ raft/split-vote
          raft/leases-by-arrival             @ raft/lease-read
          raft/leases-too-long               @ raft/lease-read
          raft/leases-without-loyalty        @ raft/prevote
          raft/never-backs-up                @ raft/fast-backup
          raft/never-truncates               @ raft/figure-7
          raft/obeys-old-leaders             @ raft/old-messages
          raft/reads-before-its-first-entry  @ raft/first-read
          raft/reads-by-an-old-round         @ raft/read-index
          raft/reads-without-asking          @ raft/read-index
          raft/skips-the-consistency-check   @ raft/fast-backup
          raft/truncates-always              @ raft/old-messages
          raft/votes-for-a-shorter-log       @ raft/up-to-date
          raft/votes-twice                   @ raft/durable-vote
          raft/commits-what-it-has           @ runs/leader-of-a-minority
          store/retries-as-a-new-request     @ runs/lost-answer
          """)
  void theStoryOfARuleTellsWhenTheRuleIsBroken(String name, String script) throws Exception {
    Mutant mutant = Mutants.find(name).orElseThrow();
    ScriptFile file = ScriptFile.of(ScriptFolder.find().resolve(script + ".txt"));
    assertThat(file.play(Mutants.breakLanguage(mutant, file.protocol())))
        .isNotInstanceOf(Performance.Passed.class);
  }
}
