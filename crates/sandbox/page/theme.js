// Runs before the page is drawn, so that a chosen theme never flashes. Without a choice the system decides.
(() => {
  const chosen = new URLSearchParams(location.hash.slice(1)).get('theme') ?? localStorage.getItem('sandbox-theme');
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen;
})();
