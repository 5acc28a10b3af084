import "../../../server/src/main/resources/static/design/tokens.css";
import "../../../server/src/main/resources/static/design/base.css";
import "./phone.css";
import { AccountStore } from "./accounts/store";
import { App } from "./app";
import { type Opened, openedWith } from "./protocol/pairing";
import { startSpeaking } from "./language";
import { restoreClock } from "./server/clock";
import { keepInstalled } from "./push/worker";

let app: App | undefined;
let opened = takeSecret();
window.addEventListener("hashchange", () => {
  opened = takeSecret() ?? opened;
  linkIfAsked();
});

await startSpeaking();
await restoreClock();
const starting = new App(await AccountStore.open());
await starting.start();
app = starting;
linkIfAsked();
await app.catchUp();
if (import.meta.env.PROD) {
  await keepInstalled(() => starting.isIdle());
}

/** Removes the secret from the address bar and the history before anything else. */
function takeSecret(): Opened | undefined {
  const found = openedWith(location.hash);
  history.replaceState(null, "", location.pathname);
  return found;
}

function linkIfAsked(): void {
  const found = opened;
  if (app !== undefined && found !== undefined) {
    opened = undefined;
    app.link(found);
  }
}
