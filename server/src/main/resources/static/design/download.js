// Shows how far the download of a study is. Without script the browser's own display does, and the
// page when it is loaded again.
const EVERY = 1000;
const FIRST = 300;
const button = document.querySelector("[data-download]");
const state = document.querySelector("[data-download-state]");
const end = document.querySelector("[data-download-end]");

async function look() {
  const answer = await fetch(button.dataset.download, { cache: "no-store", redirect: "manual" });
  if (!answer.ok) return;
  const { running, text } = await answer.json();
  state.textContent = text;
  if (running) setTimeout(again, EVERY);
  else end.textContent = text;
}

function again() {
  look().catch(() => setTimeout(again, 5 * EVERY));
}

button?.addEventListener("click", () => {
  end.textContent = "";
  setTimeout(again, FIRST);
});
if (button && state.textContent) again();
