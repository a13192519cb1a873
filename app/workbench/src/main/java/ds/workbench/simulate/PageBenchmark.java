package ds.workbench.simulate;

import ds.browser.chromium.Chromium;
import ds.browser.chromium.EnginePage;
import ds.browser.chromium.EnginePage.Form;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// How fast the engine is in a page: how many steps a second nodes take, how long a run of ten
/// thousand steps takes to open, and how long a step back in it.
public final class PageBenchmark {

  /// Each question is asked before it is measured, for browsers compile what they have run a while.
  private static final String PROGRAM =
      """
      const answer = text => JSON.parse(text);
      const median = times => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
      const taken = (times, f) => median(Array.from({length: times}, () => {
        const from = performance.now();
        f();
        return performance.now() - from;
      }));
      for (const link of ["raft-steady?seed=1&at=20000", "raft?seed=5"]) {
        for (let i = 0; i < 5; i++) engine.run(link);
        const steps = answer(engine.run(link)).steps;
        const ms = taken(5, () => engine.run(link));
        say(`${link}: ${steps} steps, ${Math.round(steps / ms)} thousand a second`);
      }
      let run = 0;
      const open = () => {
        if (run) engine.close(run);
        run = answer(engine.open("raft-steady?seed=1&at=10000&do=9999:heal")).run;
      };
      const cold = taken(1, open);
      const warm = taken(3, open);
      say(`a run of 10000 steps opens in ${Math.round(cold)} ms, again in ${Math.round(warm)} ms`);
      say(`a view of all of it takes ${Math.round(taken(3, () => engine.view(run, 1, 10000)))} ms`);
      let step = 10000;
      engine.state(run, step);
      let slice = 0;
      const prepare = () => {
        const from = performance.now();
        const more = answer(engine.prepare(run, step, "")).more;
        slice = Math.max(slice, performance.now() - from);
        return more;
      };
      const back = Array.from({length: 200}, () => {
        while (prepare());
        const from = performance.now();
        engine.state(run, --step);
        engine.pending(run, step);
        return performance.now() - from;
      });
      const [half, worst] = [median(back), Math.max(...back)].map(Math.round);
      say(`a step back takes ${half} ms, at most ${worst} ms`);
      say(`to work ahead for it takes at most ${Math.round(slice)} ms at a time`);
      """;

  private PageBenchmark() {}

  /// Measures and prints.
  public static Exit run(PrintWriter out) throws InterruptedException {
    Chromium chromium =
        Chromium.find()
            .orElseThrow(() ->
                Complaint.of(
                    Exit.MISSING, "there is no Chromium on the PATH", "expected `chromium`"));
    try {
      Path folder = Files.createTempDirectory("ds-page");
      try {
        out.println(chromium.words(EnginePage.write(folder, Form.WEB_ASSEMBLY, PROGRAM)));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw Complaint.of(
          Exit.UNAVAILABLE, "the page cannot be opened: " + e.getMessage(), "expected its words");
    }
    out.flush();
    return Exit.OK;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
