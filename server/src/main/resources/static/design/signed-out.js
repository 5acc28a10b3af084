// A page without a session: pages that are open in the same browser look whether theirs has ended.
for (const root of ["/session", "/shared/session"]) {
  new BroadcastChannel(root).postMessage("look");
}
