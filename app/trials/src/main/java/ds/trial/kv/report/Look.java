package ds.trial.kv.report;

import ds.lab.history.timeline.Head;

/// The parts of the page that are the same for every trial.
final class Look {

  private Look() {}

  private static final String LIGHT =
      """
        --names: 8.5rem;
        --reads: #2f6fb3; --writes: #1a7f4b; --p50: #7a5cc9; --p99: #b4471f; --lost: #94670a;
        --fault: #c22f2f;
      """;

  private static final String DARK =
      """
          --reads: #6aa9ea; --writes: #4cc38a; --p50: #b39dfa; --p99: #f29268; --lost: #e0b050;
          --fault: #ff6b66;
      """;

  private static final String RULES =
      """
      body { max-width: 90rem; }
      h2 { margin: 1.8rem 0 0.6rem; font-size: 1.1rem; }
      h3 { margin: 0; font-size: 1rem; }
      code, pre { font: 0.87rem/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
      pre { white-space: pre-wrap; margin: 0.5rem 0 0; padding: 0.6rem 0.8rem;
        background: var(--paper); border: 1px solid var(--rule); border-radius: 6px; }
      .faint { color: var(--faint); font-size: 0.87rem; }
      .pass { color: var(--good); } .fail { color: var(--bad); } .unknown { color: var(--doubt); }
      .dot::before { content: ""; display: inline-block; width: 0.7em; height: 0.7em;
        margin-right: 0.45em; border-radius: 50%; background: currentColor; }
      .figures { display: grid; gap: 0.6rem; margin: 1rem 0 0; padding: 0;
        grid-template-columns: repeat(auto-fit, minmax(8.2rem, 1fr)); }
      .figures div, .judge, .chart { background: var(--sheet); border: 1px solid var(--rule);
        border-radius: 8px; padding: 0.6rem 0.8rem; }
      .figures dt { color: var(--faint); font-size: 0.8rem; }
      .figures dd { margin: 0; font-size: 1.15rem; font-variant-numeric: tabular-nums; }
      .judges { display: grid; gap: 0.8rem;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); }
      .judge.fail-card { grid-column: 1 / -1; }
      .judge dl { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; margin: 0.4rem 0 0;
        font-size: 0.87rem; }
      .judge dt { color: var(--faint); }
      .judge dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
      .row { display: grid; grid-template-columns: var(--names) 1fr; align-items: stretch; }
      .row > .name { font-size: 0.8rem; padding-right: 0.6rem; overflow-wrap: anywhere; }
      .lane > .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .row > .name b, .row > .name span { display: block; font-weight: 600; }
      .row > .name span { font-weight: 400; } .row > .name .faint { display: inline; }
      .key { display: inline-block; width: 0.9em; height: 0.25em; margin-right: 0.4em;
        vertical-align: middle; border-radius: 2px; background: currentColor; }
      .plot { position: relative; border-left: 1px solid var(--rule); }
      .plot svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: hidden; }
      .lane { height: 1.25rem; } .lane + .lane .plot { border-top: 1px dotted var(--rule); }
      .panel { height: 9rem; margin-top: 0.9rem; }
      .panel .plot { border-bottom: 1px solid var(--rule); }
      .mark { position: absolute; right: 0; font-size: 0.7rem; line-height: 1; color: var(--faint);
        transform: translateY(2px); padding: 1px 3px; pointer-events: none; border-radius: 3px;
        background: color-mix(in srgb, var(--sheet) 80%, transparent); }
      .ticks { height: 1.2rem; } .ticks .plot { border: 0; }
      .tick { position: absolute; font-size: 0.72rem; color: var(--faint);
        transform: translateX(-50%); white-space: nowrap; }
      .tick:first-child { transform: none; }
      .tick.end { transform: translateX(-100%); }
      rect.fault { fill: var(--fault); opacity: 0.8; }
      rect.shade { fill: var(--fault); opacity: 0.07; }
      path { fill: none; stroke: currentColor; stroke-width: 1.2; vector-effect: non-scaling-stroke;
        stroke-linejoin: round; }
      line { stroke: var(--rule); vector-effect: non-scaling-stroke; }
      .reads { color: var(--reads); } .writes { color: var(--writes); }
      .p50 { color: var(--p50); } .p99 { color: var(--p99); } .lost { color: var(--lost); }
      .ink { color: var(--ink); }
      @media (max-width: 560px) {
        h1 { font-size: 1.3rem; }
        .chart { padding: 0.5rem; }
        .row { grid-template-columns: 1fr; }
        .row > .name b, .row > .name span { display: inline-block; margin-right: 0.6rem; }
        .lane { height: auto; margin-top: 0.25rem; } .lane .plot { height: 0.8rem; }
        .panel { height: auto; } .panel .plot { height: 7rem; }
      }
      """;

  static final Head HEAD = new Head(false, LIGHT, DARK, RULES);
}
