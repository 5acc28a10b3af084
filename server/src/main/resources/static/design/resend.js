// Disables the Resend button, and the one for a call beside it, during the wait and shows how long it lasts. Without script, the
// button is enabled at once and the response states the wait. When the code has expired the page is
// reloaded, so that it says so.

// Marks a request that was not triggered by the user, so that it does not count as use of the
// session.
const byItself = (address) => `${address}${address.includes("?") ? "&" : "?"}by-itself`;

const buttons = [...document.querySelectorAll("[data-ready-in]")];
const [button] = buttons;

function words(seconds) {
  const { inSeconds, inMinutes } = button.dataset;
  return seconds <= 90
    ? inSeconds.replace("#", String(seconds))
    : inMinutes.replace("#", String(Math.ceil(seconds / 60)));
}

function turn(ask, readyAt) {
  const left = Math.ceil((readyAt - performance.now()) / 1000);
  if (left > 0) {
    ask.querySelectorAll("[data-left]").forEach((number) => (number.textContent = words(left)));
    setTimeout(turn, 250, ask, readyAt);
    return;
  }
  buttons.forEach((one) => (one.disabled = false));
  ask.querySelectorAll("[data-waiting]").forEach((part) => (part.hidden = true));
  button.form.querySelector("[data-ready]").hidden = false;
}

if (button) {
  buttons.forEach((one) => (one.disabled = true));
  turn(button.closest(".ask") ?? button.form, performance.now() + Number(button.dataset.readyIn) * 1000);
}

const ends = document.querySelector("[data-ends-in]");

if (ends) {
  setTimeout(() => location.replace(byItself(ends.getAttribute("action"))), Number(ends.dataset.endsIn) * 1000);
}
