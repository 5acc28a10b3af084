// Moves from row to row by the arrow keys. Without it Tab does the same.
const links = [...document.querySelectorAll(".studies .open")];

document.querySelectorAll("[data-keys]").forEach((hint) => { hint.hidden = false; });

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const typing = event.target.closest?.("input, select, textarea");
  if (!step || typing || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = links.indexOf(document.activeElement);
  const next = links[at < 0 ? 0 : at + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
