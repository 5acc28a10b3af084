import "../../server/src/main/resources/static/design/tokens.css";
import "../../server/src/main/resources/static/design/base.css";
import "./phone.css";
import { AccountStore } from "./accounts/store";
import { App } from "./app";
import { secretOfHash } from "./protocol/pairing";
import { keepInstalled } from "./waking/worker";

/** The secret leaves the address bar and the history before anything else is done. */
function takeSecret(): string | undefined {
  const secret = secretOfHash(location.hash);
  history.replaceState(null, "", location.pathname);
  return secret;
}

const opened = takeSecret();
const app = new App(await AccountStore.open());
await app.start();
linkBy(opened);
window.addEventListener("hashchange", () => linkBy(takeSecret()));
await app.catchUp();
if (import.meta.env.PROD) {
  await keepInstalled(() => app.isIdle());
}

function linkBy(secret: string | undefined): void {
  if (secret !== undefined) {
    app.link(secret);
  }
}
