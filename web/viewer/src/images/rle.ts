const HEADER_BYTES = 64;
const NO_OPERATION = -128;

/**
 * Whether an RLE frame (PS3.5 annex G) has all its values: the library fills what is missing with
 * zeros.
 *
 * @param segments how many there must be: one for each byte of each sample of a pixel
 * @param values how many bytes each of them must give
 */
export function isWholeRle(frame: Uint8Array, segments: number, values: number): boolean {
  if (frame.length < HEADER_BYTES) {
    return false;
  }
  const header = new DataView(frame.buffer, frame.byteOffset, HEADER_BYTES);
  if (header.getUint32(0, true) !== segments) {
    return false;
  }
  const offsets = Array.from({ length: segments }, (_, i) => header.getUint32(4 * i + 4, true));
  return offsets.every((from, i) => {
    const segment = frame.subarray(from, offsets[i + 1] ?? frame.length);
    return from >= HEADER_BYTES && valuesOf(segment, values) >= values;
  });
}

/** How many bytes a segment gives, counted until there are enough. */
function valuesOf(segment: Uint8Array, enough: number): number {
  let values = 0;
  for (let at = 0; at < segment.length && values < enough; ) {
    const control = ((segment[at] ?? 0) << 24) >> 24;
    if (control >= 0) {
      values += Math.min(control + 1, segment.length - at - 1);
      at += control + 2;
    } else if (control === NO_OPERATION) {
      at += 1;
    } else {
      values += at + 1 < segment.length ? 1 - control : 0;
      at += 2;
    }
  }
  return values;
}
