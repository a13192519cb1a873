// Works ahead while nobody waits: whoever steps back next finds the moments before the one shown.

/// Left of a pause that is too short for another slice of work.
const SLICE = 5;

const idle = window.requestIdleCallback?.bind(window)
  ?? (work => setTimeout(() => work({timeRemaining: () => 2 * SLICE}), 50));

export function workAhead(session) {
  let asked = false;
  const ask = () => {
    if (!asked) idle(work);
    asked = true;
  };
  const work = pause => {
    asked = false;
    let more = true;
    while (more && pause.timeRemaining() > SLICE) {
      more = session.about('prepare', session.at, session.watched).more;
    }
    if (more) ask();
  };
  session.addEventListener('moved', ask);
  session.addEventListener('changed', ask);
}
