// Shows how far the download of a study is. Without script the browser's own display does, and the
// page when it is loaded again.
const INTERVAL_MILLIS = 1000;
const FIRST_DELAY_MILLIS = 300;
const MAX_WAIT_MILLIS = 60_000;
const button = document.querySelector("[data-download]");
const state = document.querySelector("[data-download-state]");
const end = document.querySelector("[data-download-end]");
let clicked = Number.NEGATIVE_INFINITY;
let timer;

async function look() {
  const answer = await fetch(button.dataset.download, { cache: "no-store", redirect: "manual" });
  if (!answer.ok) return;
  const { running, text, age } = await answer.json();
  const waited = performance.now() - clicked;
  // The end of a download that began before the click is not that of the new one.
  if (running || (text && age <= waited)) show(running, text);
  else if (waited < MAX_WAIT_MILLIS) lookIn(INTERVAL_MILLIS);
}

function show(running, text) {
  state.textContent = text;
  if (running) lookIn(INTERVAL_MILLIS);
  else end.textContent = text;
}

function lookIn(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(again, milliseconds);
}

function again() {
  look().catch(() => lookIn(5 * INTERVAL_MILLIS));
}

button?.addEventListener("click", () => {
  end.textContent = "";
  clicked = performance.now();
  lookIn(FIRST_DELAY_MILLIS);
});
if (button && state.textContent) again();
