// Before the first paint: the theme that was chosen here last time. Without a choice the system's
// holds, and nothing is set.
try {
  const chosen = localStorage.getItem('theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
} catch {
  // A browser that keeps nothing keeps to the system's theme.
}
