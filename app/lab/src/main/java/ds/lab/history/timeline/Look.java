package ds.lab.history.timeline;

/// The parts of the page that are the same for every history.
final class Look {

  private Look() {}

  private static final String LIGHT =
      """
        --unit: 34px; --line: 38px; --names: 7rem;
        --bar: #d5e3f0; --edge: #7ca0c0; --order: #5b6ee1; --chip: #4354c4;
        --on-bad: #ffffff;
      """;

  private static final String DARK =
      """
          --bar: #2b3f52; --edge: #587a99; --order: #8c9bff; --chip: #5566dd;
          --on-bad: #200b0a;
      """;

  private static final String RULES =
      """
      body { max-width: 110rem; }
      h1::before { content: ""; display: inline-block; width: 0.7em; height: 0.7em;
        margin-right: 0.45em; border-radius: 50%; background: currentColor; }
      .pass h1 { color: var(--good); } .fail h1 { color: var(--bad); }
      .unknown h1 { color: var(--doubt); }
      .file, .extent, .tools, .details { color: var(--faint); font-size: 0.87rem; }
      .tools { display: flex; flex-wrap: wrap; gap: 0.4rem 0.5rem; align-items: center;
        margin: 0.9rem 0 0.6rem; }
      button { font: inherit; color: var(--ink); background: var(--sheet); cursor: pointer;
        border: 1px solid var(--rule); border-radius: 6px; padding: 0.15rem 0.65rem; }
      button:hover { border-color: var(--edge); }
      :focus-visible { outline: 2px solid var(--order); outline-offset: 1px; }
      .legend { display: inline-flex; align-items: center; gap: 0.35rem; margin-left: 0.6rem; }
      .legend b { width: 1.5rem; height: 0.8rem; border-radius: 3px; }
      .chart { display: flex; background: var(--sheet); border: 1px solid var(--rule);
        border-radius: 8px; overflow: hidden; }
      .names { flex: none; max-width: var(--names); border-right: 1px solid var(--rule);
        padding: 6px 0.6rem; font-size: 0.8rem; }
      .names div { height: var(--line); line-height: calc(var(--line) + 6px); overflow: hidden;
        text-overflow: ellipsis; white-space: nowrap; }
      .scroll { flex: auto; overflow-x: auto; padding: 6px 0; min-width: 0; }
      .canvas { position: relative; width: calc(var(--events) * var(--unit));
        height: calc(var(--rows) * var(--line));
        background: repeating-linear-gradient(var(--rule) 0 1px, transparent 1px var(--line)); }
      .bar { position: absolute; height: 21px; border: 1px solid var(--edge); border-radius: 4px;
        left: calc(var(--from) * var(--unit));
        width: max(3px, calc((var(--to) - var(--from)) * var(--unit) - 2px));
        top: calc(var(--row) * var(--line) + 12px); background: var(--bar); overflow: clip;
        font-size: 0.76rem; line-height: 20px; white-space: nowrap; cursor: default; }
      .bar span { position: sticky; left: 0; display: inline-block; padding: 0 5px;
        max-width: 100%; overflow: hidden; text-overflow: ellipsis; vertical-align: top; }
      .brief { overflow: visible; z-index: 1; }
      .brief span { max-width: calc((var(--to) - var(--from) + 0.9) * var(--unit)); }
      .lost, .legend .lost { border-right: 0; border-radius: 4px 0 0 4px; border-style: dashed;
        background: repeating-linear-gradient(-45deg, transparent 0 5px, var(--rule) 5px 7px); }
      .known.aside, .lost.aside { opacity: 0.35; }
      .culprit, .legend .culprit { background: var(--bad);
        border-color: var(--bad); color: var(--on-bad);
        font-weight: 600; }
      .culprit { box-shadow: 0 0 0 3px color-mix(in srgb, var(--bad) 30%, transparent);
        z-index: 3; overflow: visible; min-width: max-content; }
      svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible;
        pointer-events: none; }
      polyline { fill: none; stroke: var(--order); stroke-width: 1.3; opacity: 0.65;
        stroke-linejoin: round; vector-effect: non-scaling-stroke; }
      .canvas i { position: absolute; left: calc(var(--at) * var(--unit));
        top: calc(var(--row) * var(--line) + 1px); transform: translateX(-50%);
        font: 600 9px/13px system-ui, sans-serif; background: var(--chip); color: #fff;
        border-radius: 7px; min-width: 13px; padding: 0 3px; text-align: center;
        pointer-events: none; z-index: 2; }
      .far i { width: 5px; min-width: 0; height: 5px; padding: 0; font-size: 0;
        margin-top: 5px; border-radius: 50%; }
      .far .bar span { visibility: hidden; }
      .culprit span { max-width: 24rem; }
      .far .culprit { min-width: 0; }
      .details { display: block; min-height: 3.2em; margin-top: 0.6rem; overflow-wrap: anywhere; }
      @media (max-width: 560px) {
        :root { --names: 5.6rem; } .legend { margin-left: 0; } h1 { font-size: 1.3rem; }
      }
      """;

  static final Head HEAD = new Head(true, LIGHT, DARK, RULES);

  static final String TOOLS =
      """
      <div class="tools">
      <button data-zoom="0.7">−</button><button data-zoom="1.4">+</button>
      <button data-fit>Whole history</button><button data-culprit hidden>The culprit</button>
      <span class="legend"><b class="bar known" style="position:static"></b>call to answer</span>
      <span class="legend"><b class="bar lost" style="position:static"></b>never answered</span>
      <span class="legend"><b style="background:var(--chip)"></b>legal order</span>
      </div>
      """;

  static final String SCRIPT =
      """
      <script>
      (() => {
        const root = document.documentElement, scroll = document.querySelector('.scroll');
        const canvas = document.querySelector('.canvas');
        const details = document.querySelector('.details');
        const events = +getComputedStyle(canvas).getPropertyValue('--events') || 1;
        const culprit = document.querySelector('.canvas .culprit');
        const whole = () => Math.min(90, Math.max(0.05, (scroll.clientWidth - 4) / events));
        let unit = Math.max(34, whole());
        const show = (next, middle = scroll.scrollLeft + scroll.clientWidth / 2) => {
          const event = middle / unit;
          unit = Math.min(160, Math.max(Math.min(1, whole()), next));
          root.style.setProperty('--unit', unit + 'px');
          canvas.classList.toggle('far', unit < 13);
          scroll.scrollLeft = event * unit - scroll.clientWidth / 2;
        };
        const toCulprit = () => {
          show(Math.max(unit, 34));
          scroll.scrollLeft = culprit.offsetLeft - scroll.clientWidth / 2;
          culprit.scrollIntoView({block: 'nearest'});
          details.textContent = culprit.title;
        };
        document.querySelectorAll('[data-zoom]').forEach(button =>
          button.addEventListener('click', () => show(unit * +button.dataset.zoom)));
        document.querySelector('[data-fit]').addEventListener('click', () => show(whole(), 0));
        const tell = ({target}) => {
          const bar = target.closest && target.closest('.canvas .bar');
          if (bar) details.textContent = bar.title;
        };
        for (const kind of ['pointerover', 'focusin', 'click']) canvas.addEventListener(kind, tell);
        scroll.addEventListener('wheel', wheel => {
          if (!wheel.ctrlKey) return;
          wheel.preventDefault();
          const at = wheel.clientX - scroll.getBoundingClientRect().left;
          show(unit * (wheel.deltaY < 0 ? 1.2 : 1 / 1.2), scroll.scrollLeft + at);
        }, {passive: false});
        show(unit, 0);
        if (culprit) {
          const button = document.querySelector('[data-culprit]');
          button.hidden = false;
          button.addEventListener('click', toCulprit);
          toCulprit();
        }
      })();
      </script>
      """;
}
