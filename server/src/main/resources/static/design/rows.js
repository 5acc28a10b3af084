// The arrow keys move between rows while the focus is in the list; elsewhere they scroll the page
// as usual. Without script, Tab does the same.
const links = [...document.querySelectorAll(".studies .open")];

document.querySelectorAll("[data-keys]").forEach((hint) => { hint.hidden = false; });

// Back leads to the row that was opened, as the browser would if it kept the page. The history entry
// names its position alone.
const opened = history.state?.openedRow;
const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
if (navigation?.type === "back_forward") links[opened]?.focus();

/** @type {(event: Event, what?: string) => Element | undefined} */
const rowOf = ({ target }, what = "") =>
  (target instanceof Element && target.closest(`.studies tbody tr ${what}`)?.closest("tr")) || undefined;

document.addEventListener("click", (event) => {
  const row = rowOf(event, "a");
  if (row) history.replaceState({ openedRow: links.indexOf(row.querySelector(".open")) }, "");
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const row = rowOf(event);
  const at = row ? links.indexOf(row.querySelector(".open")) : -1;
  const next = at < 0 ? undefined : links[at + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
