// The address of the page is the run: the fragment is kept true, and a changed one opens its run.

const PAUSE = 250;

export class Address {

  /// @param owns whether the page's address is this debugger's
  constructor(session, owns) {
    this.session = session;
    this.owns = owns;
  }

  /// The link that the page's address holds, or ''.
  link() {
    return this.owns ? whole(location.hash.slice(1)) : '';
  }

  /// The link of what is shown now.
  current() {
    const answer = this.session.about('link', this.session.at);
    return answer.error ? '' : answer.link;
  }

  /// Writes what is shown into the address, soon: browsers limit how often that may be done.
  keep() {
    if (!this.owns || this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = 0;
      const link = this.current();
      if (link) {
        this.kept = `#${link}`;
        history.replaceState(null, '', this.kept);
      }
    }, PAUSE);
  }

  /// What the address was changed to is in the event: by then, `keep` may have written into it.
  listen(open) {
    addEventListener('hashchange', ({newURL}) => {
      const {hash} = new URL(newURL);
      if (hash !== this.kept && hash.length > 1) open(whole(hash.slice(1)));
    });
  }
}

/// The engine reads what is encoded in a link. Only one that somebody has encoded as a whole, as
/// some programs do that send it on, is decoded before.
function whole(fragment) {
  if (!/%3f/i.test(fragment)) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
