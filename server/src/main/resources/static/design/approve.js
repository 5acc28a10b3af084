// Waits for the phone's answer and then submits the form. Without script, Continue does the same.

// Marks a request that was not triggered by the user, so that it does not count as use of the
// session.
const byItself = (address) => `${address}${address.includes("?") ? "&" : "?"}by-itself`;

const waits = document.querySelector("[data-waits-at]");
const form = document.querySelector("[data-answer]");

// A code was typed meanwhile: its answer settles the wait as well, and a second submission would
// carry a form token that is used up.
let submitted = false;

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

async function settled() {
  const answer = await fetch(waits.dataset.waitsAt, { cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect") return true;
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.text()) === "settled";
}

async function wait() {
  for (;;) {
    try {
      if (await settled()) break;
    } catch {
      await pause(2000);
    }
  }
  if (submitted) return;
  form.querySelector("#code")?.remove();
  form.action = byItself(form.getAttribute("action"));
  form.submit();
}

if (waits && form) {
  form.addEventListener("submit", () => {
    submitted = true;
  });
  form.querySelector("[data-by-itself]").hidden = false;
  wait();
}
