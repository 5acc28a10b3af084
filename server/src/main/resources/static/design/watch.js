// Clears the page as soon as its session has ended, wherever that was, and then opens the page that
// says why. One page of the browser waits for the server's answer and tells the others. Waiting does
// not count as use of the session. Without script, the next request says that the session is over.

// Marks a request that was not triggered by the user, so that it does not count as use of the
// session.
const byItself = (address) => `${address}${address.includes("?") ? "&" : "?"}by-itself`;

const RETRY_MILLIS = 2000;
const CONFIRM_MILLIS = 200;
const template = document.querySelector("template[data-session]");
const { session, root, idle, study, out, other, gone, return: page } = template.dataset;
const query = study ? `?study=${encodeURIComponent(study)}` : "";
const channel = new BroadcastChannel(root);
let deadline = Date.now() + Number(idle) * 1000;
let looking = null;
let asked = 0;
let over = false;
let holds = null;
let queue = new AbortController();

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

async function read(what, signal) {
  const answer = await fetch(`${root}/${what}${query}`, { cache: "no-store", signal });
  if (!answer.ok) throw new Error(String(answer.status));
  const state = await answer.json();
  if (state.session === session) deadline = Date.now() + state.left * 1000;
  return state;
}

const isOurs = (state) => state.session === session && !state.gone;

// A cookie that is replaced by a step-up in another tab looks like one that has ended, for a moment.
async function lookOnce() {
  if (isOurs(await read("state"))) return true;
  await pause(CONFIRM_MILLIS);
  const state = await read("state");
  if (!isOurs(state)) leave(state);
  return !over;
}

// Without an answer, the page stays until its session must have timed out.
async function lookUntilAnswered() {
  while (!over) {
    try {
      return await lookOnce();
    } catch {
      if (Date.now() > deadline) leave({ ended: true, session: null });
      await pause(RETRY_MILLIS);
    }
  }
  return false;
}

// What happened while an answer was under way may not be in it.
async function lookAsOftenAsAsked() {
  let isOpen;
  for (let seen = -1; seen !== asked;) {
    seen = asked;
    isOpen = await lookUntilAnswered();
  }
  return isOpen;
}

function look() {
  asked++;
  looking ??= lookAsOftenAsAsked().finally(() => { looking = null; });
  return looking;
}

// The server leads from the current page to the sign-in and back. The response to a form has no
// address that can be opened; the page that contains the form is used instead.
function next(state) {
  if (state.gone) return gone;
  if (state.session !== null) return other;
  return state.ended ? byItself(page ?? location.pathname + location.search) : out;
}

function leave(state) {
  if (over) return;
  over = true;
  document.dispatchEvent(new Event("session:over"));
  document.body.replaceChildren(template.content.cloneNode(true));
  document.title = document.querySelector("[role=heading]").textContent;
  document.documentElement.hidden = false;
  location.replace(next(state));
}

async function wait(signal) {
  while (!over && !signal.aborted) {
    try {
      const state = await read("end", signal);
      if (state.changed) {
        channel.postMessage("look");
        await look();
      }
      await pause(state.again * 1000);
    } catch {
      if (!signal.aborted) await pause(RETRY_MILLIS);
      if (Date.now() > deadline) await look();
    }
  }
}

// Of several pages, the one that became visible last waits; a hidden one may be suspended.
function compete(steal) {
  if (holds) return;
  queue.abort();
  queue = new AbortController();
  const stop = new AbortController();
  const options = steal ? { steal } : { signal: queue.signal };
  navigator.locks.request(root, options, () => {
    holds = stop;
    return wait(stop.signal);
  }).catch(() => {
    if (holds !== stop) return;
    holds = null;
    stop.abort();
    if (!over) compete(false);
  });
}

channel.addEventListener("message", look);
document.addEventListener("session:look", look);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  look();
  if (navigator.locks) compete(true);
});

// A page that the browser keeps for Back shows nothing until its session is known to last.
addEventListener("pagehide", (event) => { document.documentElement.hidden = event.persisted; });
addEventListener("pageshow", async (event) => {
  if (event.persisted && await look()) document.documentElement.hidden = false;
});

if (navigator.locks) compete(!document.hidden);
else wait(queue.signal);
