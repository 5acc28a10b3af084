// Holds the Resend button back while there is time to wait, and says how long. Without this the button can be pressed
// at once, and the answer says when. When the code has expired the page is read again, so that it says so.
const button = document.querySelector("[data-ready-in]");

function words(seconds) {
  return seconds <= 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

function turn(form, readyAt) {
  const left = Math.ceil((readyAt - performance.now()) / 1000);
  const number = form.querySelector("[data-left]");
  if (left > 0) {
    if (number) number.textContent = words(left);
    setTimeout(turn, 250, form, readyAt);
    return;
  }
  button.disabled = false;
  form.querySelectorAll("[data-waiting]").forEach((part) => (part.hidden = true));
  form.querySelector("[data-ready]").hidden = false;
}

if (button) {
  button.disabled = true;
  turn(button.form, performance.now() + Number(button.dataset.readyIn) * 1000);
}

const ends = document.querySelector("[data-ends-in]");

if (ends) {
  setTimeout(() => location.replace(ends.getAttribute("action")), Number(ends.dataset.endsIn) * 1000);
}
