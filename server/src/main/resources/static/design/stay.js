// Warns before a session ends, and leads to the sign-in once it has. The server is asked, so that all tabs agree; asking is
// no use of the session. Without this the sign-in page says why one was signed out.

// Marks an address that is opened at no press of a person: to the server that is no use of the session.
const byItself = (address) => `${address}${address.includes("?") ? "&" : "?"}by-itself`;

const LEFT = "/session/left";
const STAY = "/session/stay";
const LOOK_AGAIN = 5;
const box = document.querySelector("[data-stay]");
let timer;
let closed = false;
let token = "";

const words = (seconds) => (seconds <= 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`);

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
  lookIn(Math.min(seconds, LOOK_AGAIN));
}

// The page one was on is asked for again: the server leads to the sign-in, and back to it. An answer to a form has no
// address that can be opened; the page that the form stands on takes its place.
function leave() {
  location.replace(byItself(box.dataset.return ?? location.pathname + location.search));
}

async function ask(address, options) {
  const answer = await fetch(address, { cache: "no-store", redirect: "manual", ...options });
  if (answer.type === "opaqueredirect" || answer.status === 401) return leave();
  if (!answer.ok) throw new Error(String(answer.status));
  return show(await answer.json());
}

function look() {
  ask(LEFT).catch(() => lookIn(LOOK_AGAIN));
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
    ask(STAY, { method: "POST", headers: { "X-CSRF-TOKEN": token } }).catch(look);
  });
}
