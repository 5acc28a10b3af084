import "../../server/src/main/resources/static/design/tokens.css";
import "../../server/src/main/resources/static/design/base.css";
import "./phone.css";
import { AccountStore } from "./accounts/store";
import { App } from "./app";
import { secretOfHash } from "./protocol/pairing";
import { keepInstalled } from "./waking/worker";

// The secret leaves the address bar and the history before anything else is done.
const secret = secretOfHash(location.hash);
history.replaceState(null, "", location.pathname);

const app = new App(await AccountStore.open());
await app.start(secret);
if (import.meta.env.PROD) {
  await keepInstalled(() => app.isIdle());
}
