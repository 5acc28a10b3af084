import { Waiting } from "./pane/waiting";

/** The main program's file, and its bytes as it is and as it is sent; the build fills them in. */
const MAIN = JSON.parse(
  `{"file": "__VIEWER_FILE__", "bytes": "__VIEWER_SIZE__", "sent": "__VIEWER_SENT__"}`,
) as { readonly file: string; readonly bytes: string; readonly sent: string };

/**
 * Loads the main program into the browser's cache and says how much of it has come: it is large,
 * and an import says nothing.
 *
 * @param place where it is said
 * @param spoken when there are texts to say it
 */
export async function loadAhead(place: HTMLElement, spoken: Promise<void>): Promise<void> {
  const all = Number(MAIN.bytes);
  const sent = Number(MAIN.sent);
  const loading = fetch(`/viewer/${MAIN.file}`);
  loading.catch(() => undefined);
  await spoken;
  const waiting = new Waiting();
  place.replaceChildren(waiting.element);
  waiting.begin(0);
  const response = await loading;
  const reader = response.body?.getReader();
  let bytes = 0;
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    bytes += next.value.length;
    const part = Math.min(1, bytes / all);
    waiting.tell({ bytes: part * sent, of: sent });
  }
}
