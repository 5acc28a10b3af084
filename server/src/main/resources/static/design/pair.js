// Looks every two seconds whether a phone has answered, and goes on by itself. Without it a button does the same.
const EVERY = 2000;
const waits = document.querySelector("[data-waits-for-phone]");

async function look() {
  try {
    const answer = await fetch(waits.dataset.state, { cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect" || (answer.ok && (await answer.text()) !== "waiting")) {
      location.reload();
      return;
    }
  } catch {
    // The next look may reach the server again.
  }
  setTimeout(look, EVERY);
}

if (waits) {
  waits.querySelector("[data-waiting]").hidden = false;
  setTimeout(look, EVERY);
}
