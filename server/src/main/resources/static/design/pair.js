// Polls every two seconds whether a phone has responded, and then continues. Without script, a
// button does the same.

// Marks a request that was not triggered by the user, so that it does not count as use of the
// session.
const byItself = (address) => `${address}${address.includes("?") ? "&" : "?"}by-itself`;

const INTERVAL_MILLIS = 2000;
const waits = document.querySelector("[data-waits-for-phone]");

async function look() {
  try {
    const answer = await fetch(waits.dataset.state, { cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect" || (answer.ok && (await answer.text()) !== "waiting")) {
      location.replace(byItself(waits.dataset.state.replace(/\/state$/, "")));
      return;
    }
  } catch {
    // The next poll may reach the server again.
  }
  setTimeout(look, INTERVAL_MILLIS);
}

if (waits) {
  waits.querySelector("[data-waiting]").hidden = false;
  setTimeout(look, INTERVAL_MILLIS);
}
