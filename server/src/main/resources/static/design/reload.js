// Reloading a page that answers a refused form loads it anew. Without script, the browser offers to
// send the same answer once more, which would cost a try.
const refused = document.querySelector('[data-reload], form:has([role="alert"])');

if (refused) {
  history.replaceState(null, "", refused.dataset.reload ?? refused.action);
}
