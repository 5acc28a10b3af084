import { UnusableAnswer } from "./receiving";

/** A part of a message, with its own content type. */
export interface Part {
  readonly contentType: string;
  readonly data: Uint8Array;
}

const END_OF_HEAD = [13, 10, 13, 10];
const MAX_HEAD_LENGTH = 2000;

/**
 * The first part of a multipart message (RFC 2046), or the whole message if it is none.
 *
 * @throws UnusableAnswer if its end is missing: the message was cut
 */
export function firstPart(contentType: string, message: Uint8Array): Part {
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) {
    return { contentType, data: message };
  }
  const start = positionOf(END_OF_HEAD, message, 0, MAX_HEAD_LENGTH);
  const head = new TextDecoder().decode(message.subarray(0, Math.max(0, start)));
  const mark = new TextEncoder().encode(`\r\n--${boundary}`);
  const end = lastPositionOf([...mark], message);
  if (start < 0 || end < start + END_OF_HEAD.length) {
    throw new UnusableAnswer("the message was cut");
  }
  const [, type = "application/octet-stream"] = /^content-type:\s*(.*)$/im.exec(head) ?? [];
  return { contentType: type.trim(), data: message.subarray(start + END_OF_HEAD.length, end) };
}

function positionOf(what: readonly number[], where: Uint8Array, from: number, to: number): number {
  const last = Math.min(to, where.length - what.length);
  for (let at = from; at <= last; at++) {
    if (what.every((byte, i) => where[at + i] === byte)) {
      return at;
    }
  }
  return -1;
}

/** Searched from the end, where the mark behind the only part is. */
function lastPositionOf(what: readonly number[], where: Uint8Array): number {
  for (let at = where.length - what.length; at >= 0; at--) {
    if (what.every((byte, i) => where[at + i] === byte)) {
      return at;
    }
  }
  return -1;
}

/** The transfer syntax of a part; implicit little endian if it does not say (PS3.18). */
export function transferSyntaxOf(contentType: string): string {
  const [, said] = /transfer-syntax="?([0-9.]+)"?/i.exec(contentType) ?? [];
  return said ?? SYNTAX_OF_TYPE[contentType.replace(/;.*/, "").trim()] ?? "1.2.840.10008.1.2.1";
}

const SYNTAX_OF_TYPE: Readonly<Record<string, string>> = {
  "image/jpeg": "1.2.840.10008.1.2.4.50",
  "image/x-dicom-rle": "1.2.840.10008.1.2.5",
  "image/dicom-rle": "1.2.840.10008.1.2.5",
  "image/jls": "1.2.840.10008.1.2.4.80",
  "image/x-jls": "1.2.840.10008.1.2.4.80",
  "image/jp2": "1.2.840.10008.1.2.4.90",
  "image/jpx": "1.2.840.10008.1.2.4.92",
  "image/jphc": "1.2.840.10008.1.2.4.203",
};
