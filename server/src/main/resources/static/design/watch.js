// Clears the page as soon as its session has ended, wherever that was, and then opens the page that
// says why. One page of the browser waits for the server's answer and tells the others, which show
// nothing until the server has said that their session lasts. Waiting does not count as use of the
// session. Without script, the next request says that the session is over.

// Marks a request that was not triggered by the user, so that it does not count as use of the
// session.
const byItself = (address) => `${address}${address.includes("?") ? "&" : "?"}by-itself`;

const RETRY_MILLIS = 2000;
const CONFIRM_MILLIS = 200;
// How long an answer may take before another request is made in its place.
const ANSWER_MILLIS = 10_000;
// After this, the server has signed out whom it is asked to, if the network is there.
const SIGN_OUT_MILLIS = 3000;
const TICK_MILLIS = 500;
const template = document.querySelector("template[data-session]");
const { session, root, idle, study, out, other, gone, return: page } = template.dataset;
const query = study ? `?study=${encodeURIComponent(study)}` : "";
const channel = new BroadcastChannel(root);
let deadline = Date.now() + Number(idle) * 1000;
let looking = null;
let asked = 0;
let over = false;
let holds = null;
// How many reasons there are to show nothing, and the title of the page meanwhile.
let hidden = 0;
let title = "";
let queue = new AbortController();

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

// Nothing of the page is seen, printed, read aloud or named; its layout stays.
function hide() {
  if (hidden++ > 0 || over) return;
  title = document.title;
  document.title = "Sallyport";
  document.documentElement.dataset.checking = "";
}

function show() {
  if (--hidden > 0 || over) return;
  delete document.documentElement.dataset.checking;
  document.title = title;
}

// Shows nothing until the server has said that the session lasts.
async function check(millis = 0) {
  hide();
  await pause(millis);
  if (await look()) show();
}

async function read(what, signal = AbortSignal.timeout(ANSWER_MILLIS)) {
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
  delete document.documentElement.dataset.checking;
  location.replace(next(state));
}

async function wait(signal) {
  while (!over && !signal.aborted) {
    try {
      const state = await read("end", signal);
      if (state.changed) {
        channel.postMessage("look");
        await (isOurs(state) ? look() : check());
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

// Before its end by time, the session is asked for again: other pages may have used it.
function tick() {
  const left = deadline - Date.now();
  if (over || hidden > 0 || left > RETRY_MILLIS) return;
  if (left <= 0) check();
  else if (!looking) look();
}

// The network may be gone before the page that follows a sign-out is there.
function signsOut({ target }) {
  if (!(target instanceof HTMLElement && "signOut" in target.dataset)) return;
  channel.postMessage("sign-out");
  check(SIGN_OUT_MILLIS);
}

channel.addEventListener("message", ({ data }) => check(data === "sign-out" ? SIGN_OUT_MILLIS : 0));
document.addEventListener("session:look", () => check());
document.addEventListener("submit", signsOut);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  tick();
  look();
  if (navigator.locks) compete(true);
});

// A page that the browser keeps for Back shows nothing until its session is known to last.
addEventListener("pagehide", ({ persisted }) => { if (persisted) hide(); });
addEventListener("pageshow", async ({ persisted }) => {
  if (persisted && await look()) show();
});

setInterval(tick, TICK_MILLIS);
if (navigator.locks) compete(!document.hidden);
else wait(queue.signal);
