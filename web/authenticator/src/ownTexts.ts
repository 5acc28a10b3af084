/**
 * The texts that the hospital words in its own way. Those of the last time are spoken at once, and
 * those of the server the next time: neither being offline nor a slow server holds up the start.
 */

import type { Texts } from "sallyport-common/texts";
import { Kept } from "./indexed";

/** How long the first start in a language waits for the server, in milliseconds. */
const PATIENCE = 2000;

/** @param tag of the language */
export async function ownTexts(tag: string): Promise<Texts> {
  const kept = keptIn(tag);
  const before = (await kept.get().catch(() => undefined)) as Texts | undefined;
  const asked = ask(tag).then(async (texts) => {
    await kept.put(texts).catch(() => undefined);
    return texts;
  });
  const now = asked.catch(() => ({}));
  return before ?? now;
}

/** The service worker reads it too. */
function keptIn(tag: string): Kept {
  return new Kept(`sallyport-authenticator-own-texts-${tag}`, "texts", "own");
}

async function ask(tag: string): Promise<Texts> {
  const answer = await fetch(`/app/own-texts.${tag}.json`, {
    credentials: "omit",
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok) {
    throw new Error(`no texts: ${answer.status}`);
  }
  return (await answer.json()) as Texts;
}
