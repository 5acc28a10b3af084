// Warns before a session ends. The server is polled so that all tabs agree; polling does not count
// as use of the session. Without script, the sign-in page says why the session ended.
const POLL_SECONDS = 5;
const box = document.querySelector("dialog[data-stay]");
let timer;
let closed = false;
let token = "";

function words(seconds) {
  const { inSeconds, inMinutes } = box.dataset;
  return seconds <= 90
    ? inSeconds.replace("#", String(seconds))
    : inMinutes.replace("#", String(Math.ceil(seconds / 60)));
}

function lookIn(seconds) {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(1, seconds) * 1000);
}

function show(left) {
  token = left.token;
  const seconds = Math.min(left.idle, left.max);
  const warning = Number(box.dataset.warning);
  if (seconds > warning) {
    closed = false;
    box.close();
    lookIn(seconds - warning);
    return;
  }
  const when = left.max <= left.idle ? "max" : "idle";
  for (const part of box.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== when;
  box.querySelector("[data-left]").textContent = words(seconds);
  if (!box.open && !closed) box.showModal();
  lookIn(Math.min(seconds, POLL_SECONDS));
}

async function ask(address, options) {
  const answer = await fetch(box.dataset.root + address, { cache: "no-store", redirect: "manual", ...options });
  if (answer.type === "opaqueredirect" || answer.status === 401) {
    // The session is over: the script that watches it clears the page.
    document.dispatchEvent(new Event("session:look"));
    return;
  }
  if (!answer.ok) throw new Error(String(answer.status));
  return show(await answer.json());
}

function look() {
  ask("/left").catch(() => lookIn(POLL_SECONDS));
}

if (box) {
  lookIn(Number(box.dataset.stay));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  box.addEventListener("cancel", () => { closed = true; });
  box.querySelector("[data-close]").addEventListener("click", () => {
    closed = true;
    box.close();
  });
  box.querySelector("[data-renew]").addEventListener("click", () => {
    ask("/stay", { method: "POST", headers: { "X-CSRF-TOKEN": token } }).catch(look);
  });
}
