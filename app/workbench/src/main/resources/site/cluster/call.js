// Asks the server of this page.

/// Returns what it says; what it refuses is an error in its words.
export async function call(method, what, words) {
  const text = new URLSearchParams(words);
  const answer = method === 'GET' ? await fetch(`live/${what}?${text}`)
    : await fetch(`live/${what}`, {method, body: text});
  const said = await answer.json();
  if (!answer.ok || said.error) {
    throw new Error(said.error ?? said.message ?? `status ${answer.status}`);
  }
  return said;
}
