// The arrow keys move between rows while the focus is in the list; elsewhere they scroll the page
// as usual. Without script, Tab does the same.
const links = [...document.querySelectorAll(".studies .open")];

document.querySelectorAll("[data-keys]").forEach((hint) => { hint.hidden = false; });

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const row = event.target.closest?.(".studies tbody tr");
  const at = row ? links.indexOf(row.querySelector(".open")) : -1;
  const next = at < 0 ? undefined : links[at + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
