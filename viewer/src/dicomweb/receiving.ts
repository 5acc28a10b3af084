/** An answer that was cut, or is longer than what was asked for can be. */
export class UnusableAnswer extends Error {}

/**
 * The content of an answer.
 *
 * @param most how many bytes it may have; no more are held in memory
 * @throws UnusableAnswer if it has more
 */
export async function received(response: Response, most: number): Promise<Uint8Array> {
  const said = response.headers.get("Content-Length");
  if (said !== null && Number(said) <= most) {
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
  }
  return joined(chunks, length);
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
