// Says how many studies have arrived since the list was read, in a notice and in the page's title.
// Asking does not count as use of the session. Without script, the list is read again by a link.
const INTERVAL_MILLIS = 15_000;
const box = document.querySelector("[data-arrived]");
const title = document.title;
let timer;

async function ask() {
  clearTimeout(timer);
  if (document.hidden) return;
  const since = encodeURIComponent(box.dataset.arrived);
  const answer = await fetch(`/studies/arrived?since=${since}&by-itself`, { cache: "no-store", redirect: "manual" });
  // The session is over: the page's own script says so.
  if (answer.type === "opaqueredirect" || answer.status === 401) return;
  if (answer.ok) show(await answer.json());
  timer = setTimeout(again, INTERVAL_MILLIS);
}

function show({ count, text }) {
  const notice = /** @type {HTMLElement} */ (box.firstElementChild);
  const words = notice.querySelector("span");
  if (words.textContent !== text) words.textContent = text;
  notice.hidden = count === 0;
  document.title = count === 0 ? title : `(${count}) ${title}`;
}

function again() {
  ask().catch(() => { timer = setTimeout(again, INTERVAL_MILLIS); });
}

if (box) {
  timer = setTimeout(again, INTERVAL_MILLIS);
  document.addEventListener("visibilitychange", again);
}
