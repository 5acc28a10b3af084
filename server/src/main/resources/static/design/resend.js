// Disables the Resend button, and the one for a call beside it, during the wait and shows how long it lasts. Without script, the
// button is enabled at once and the response states the wait. When the code has expired the page is
// reloaded, so that it says so.

// Marks a request that was not triggered by the user, so that it does not count as use of the
// session.
const byItself = (address) => `${address}${address.includes("?") ? "&" : "?"}by-itself`;

// When each button is ready, by the clock of the page.
const readyAt = new WeakMap();
let turning;

function words(button, seconds) {
  const { inSeconds, inMinutes } = button.dataset;
  return seconds <= 90
    ? inSeconds.replace("#", String(seconds))
    : inMinutes.replace("#", String(Math.ceil(seconds / 60)));
}

// A screen reader may say again what is written again.
function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function turn() {
  clearTimeout(turning);
  const buttons = [...document.querySelectorAll("[data-ready-in]")];
  const [button] = buttons;
  if (!button) {
    return;
  }
  if (!readyAt.has(button)) {
    readyAt.set(button, performance.now() + Number(button.dataset.readyIn) * 1000);
  }
  const left = Math.ceil((readyAt.get(button) - performance.now()) / 1000);
  const ask = button.closest(".ask") ?? button.form;
  buttons.forEach((one) => (one.disabled = left > 0));
  if (left > 0) {
    ask.querySelectorAll("[data-left]").forEach((number) => write(number, words(button, left)));
    turning = setTimeout(turn, 250);
    return;
  }
  ask.querySelectorAll("[data-waiting]").forEach((part) => (part.hidden = true));
  ask.querySelectorAll("[data-ready]").forEach((part) => (part.hidden = false));
}

turn();
// Buttons that delivery.js put on the page begin a new countdown.
document.addEventListener("delivery", turn);

const ends = document.querySelector("[data-ends-in]");

if (ends) {
  setTimeout(() => location.replace(byItself(ends.getAttribute("action"))), Number(ends.dataset.endsIn) * 1000);
}
