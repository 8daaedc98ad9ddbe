// Runs before the first paint, as a file of its own so that the content security policy needs no inline scripts.
(() => {
  let wanted = 'auto';
  try {
    wanted = localStorage.getItem('lastmile-color-scheme') || 'auto';
  } catch {
    // Storage can be forbidden; the device's own scheme is then the answer.
  }
  const dark = wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
