package ds.lab.history.timeline;

/// The beginning of a page that stands by itself: it loads nothing, and is light or dark as its
/// reader's screen is.
///
/// @param scripts whether the page has a script of its own
/// @param light the page's own colours and sizes, as variables
/// @param dark those of them that are others in the dark
/// @param rules its own style rules
public record Head(boolean scripts, String light, String dark, String rules) {

  private static final String TEXT =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; style-src 'unsafe-inline'SCRIPTS">
      <title>TITLE</title>
      <style>
      :root {
        color-scheme: light dark;
        --paper: #fbfaf7; --sheet: #ffffff; --ink: #1f2328; --faint: #5f666e; --rule: #e4e2dc;
        --good: #1a7f4b; --bad: #c22f2f; --doubt: #94670a;
      LIGHT}
      @media (prefers-color-scheme: dark) {
        :root {
          --paper: #15181c; --sheet: #1c2026; --ink: #e4e7ea; --faint: #98a0aa; --rule: #2c323a;
          --good: #4cc38a; --bad: #ff6b66; --doubt: #e0b050;
      DARK  }
      }
      * { box-sizing: border-box; }
      body {
        margin: 0 auto; padding: 1.25rem clamp(0.75rem, 3vw, 2.5rem) 3rem;
        font: 15px/1.5 system-ui, sans-serif; background: var(--paper); color: var(--ink);
      }
      h1 { margin: 0.1rem 0 0.4rem; font-size: 1.6rem; line-height: 1.2; }
      p { margin: 0 0 0.4rem; max-width: 75ch; overflow-wrap: anywhere; }
      RULES</style>
      </head>
      <body>
      """;

  /// Up to where the body begins.
  public String titled(String title) {
    return TEXT.replace("SCRIPTS", scripts ? "; script-src 'unsafe-inline'" : "")
        .replace("LIGHT", light)
        .replace("DARK", dark)
        .replace("RULES", rules)
        .replace("TITLE", Html.escaped(title));
  }
}
