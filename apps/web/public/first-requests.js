// Runs while the scripts are on their way: what this address asked first when it was last opened is asked already.
// src/lib/first-requests.ts keeps the list, and hands the answers to whoever asks for them.
(() => {
  const answers = new Map();
  window.lastmileFirstAnswers = answers;
  try {
    const kept = JSON.parse(localStorage.getItem('lastmile-first-requests') || '[]');
    const [, urls] = kept.find(([address]) => address === location.pathname + location.search) || ['', []];
    for (const url of urls) {
      const answer = fetch(url, { headers: { accept: 'application/json' }, credentials: 'same-origin' });
      // Nobody may want it in the end; whoever does is told of the failure all the same.
      answer.catch(() => {});
      answers.set(url, answer);
    }
  } catch {
    // Where nothing is kept, the scripts ask.
  }
})();
