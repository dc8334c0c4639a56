// Before the first paint, so that a dark page does not flash white. A file of its own: inline scripts are refused.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("sardonyx.theme");
  } catch {
    // Storage is forbidden: the system decides.
  }
  const dark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
})();
