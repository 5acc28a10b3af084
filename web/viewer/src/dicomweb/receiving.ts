/** An answer that was cut, or is longer than what was asked for can be. */
export class UnusableAnswer extends Error {}

/** How many bytes of an answer have come. */
export interface Received {
  readonly bytes: number;
  /** Undefined if the server does not say it. */
  readonly of: number | undefined;
}

/** Shorter answers are there before anybody has read how much of them is. */
const LEAST_TOLD = 16_000;

/**
 * The content of an answer.
 *
 * @param most how many bytes it may have; no more are held in memory
 * @param tell is told how much has come of a long answer
 * @throws UnusableAnswer if it has more
 */
export async function received(
  response: Response,
  most: number,
  tell: (received: Received) => void = () => undefined,
): Promise<Uint8Array> {
  const said = lengthOf(response);
  if (said !== undefined && said <= Math.min(most, LEAST_TOLD)) {
    return new Uint8Array(await response.arrayBuffer());
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    length += next.value.length;
    if (length > most) {
      await reader?.cancel();
      throw new UnusableAnswer(`more than ${most} bytes`);
    }
    chunks.push(next.value);
    tell({ bytes: length, of: said });
  }
  return joined(chunks, length);
}

/** What the server says; of a compressed answer it says another length than that of what comes. */
function lengthOf({ headers }: Response): number | undefined {
  const said = headers.get("Content-Length");
  return said === null || headers.has("Content-Encoding") ? undefined : Number(said);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
