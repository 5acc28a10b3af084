import { type Attributes, TAG, numberOf, textOf } from "./attributes";

/** A series as the archive lists it. */
export interface SeriesEntry {
  readonly study: string;
  readonly uid: string;
  /** 0 if it has none. */
  readonly number: number;
  readonly description: string;
  readonly modality: string;
  /** How many objects it has. */
  readonly count: number;
}

/** An answer of the server that is not what was asked for. */
export class BadAnswer extends Error {
  constructor(readonly status: number) {
    super(`answer ${status}`);
  }
}

/** A message that ended before its end. */
export class CutAnswer extends Error {}

const JSON_TYPE = "application/dicom+json";

/** The DICOMweb services below a root. */
export class Archive {
  constructor(readonly root: string) {}

  /** The series of a study, in the order of their numbers. */
  async series(study: string): Promise<SeriesEntry[]> {
    const found = await this.read(`/studies/${study}/series`);
    return found
      .map((it) => ({
        study,
        uid: textOf(it, TAG.series),
        number: numberOf(it, TAG.seriesNumber) ?? 0,
        description: textOf(it, TAG.seriesDescription),
        modality: textOf(it, TAG.modality) || "OT",
        count: numberOf(it, TAG.instancesInSeries) ?? 0,
      }))
      .filter(({ uid }) => uid !== "")
      .sort((a, b) => a.number - b.number || (a.uid < b.uid ? -1 : 1));
  }

  /** The attributes of all objects of a series. */
  objects({ study, uid }: SeriesEntry, signal?: AbortSignal): Promise<Attributes[]> {
    return this.read(`/studies/${study}/series/${uid}/metadata`, signal);
  }

  /** The series that an object belongs to; undefined if there is none in this study. */
  async seriesOf(study: string, object: string): Promise<string | undefined> {
    const found = await this.read(`/studies/${study}/instances`);
    const item = found.find((it) => textOf(it, TAG.sopInstance) === object);
    return item && textOf(item, TAG.series);
  }

  object(series: SeriesEntry, object: string): string {
    return `${this.root}/studies/${series.study}/series/${series.uid}/instances/${object}`;
  }

  /** A large value. Its address is the archive's idea of the gateway's; only the path counts. */
  async bulk(address: string, signal?: AbortSignal): Promise<Uint8Array> {
    const { pathname } = new URL(address, location.href);
    const below = pathname.slice(pathname.indexOf("/studies/"));
    return (await this.parts(this.root + below, signal)).data;
  }

  /** A part of a multipart answer, with its own content type. */
  async parts(
    path: string,
    signal?: AbortSignal,
    type = "application/octet-stream",
  ): Promise<Part> {
    const accept = `multipart/related; type="${type}"; transfer-syntax=*`;
    const response = await get(path, accept, signal);
    const data = new Uint8Array(await response.arrayBuffer());
    return firstPart(response.headers.get("Content-Type") ?? "", data);
  }

  private async read(path: string, signal?: AbortSignal): Promise<Attributes[]> {
    const response = await get(this.root + path, JSON_TYPE, signal);
    return response.status === 204 ? [] : ((await response.json()) as Attributes[]);
  }
}

async function get(path: string, accept: string, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(path, {
    headers: { Accept: accept },
    cache: "no-store",
    redirect: "manual",
    ...(signal && { signal }),
  });
  if (!response.ok) {
    throw new BadAnswer(response.status);
  }
  return response;
}

export interface Part {
  readonly contentType: string;
  readonly data: Uint8Array;
}

const END_OF_HEAD = [13, 10, 13, 10];
const LONGEST_HEAD = 2000;

/**
 * The first part of a multipart message (RFC 2046), or the whole message if it is none.
 *
 * @throws if its end is missing: the message was cut
 */
export function firstPart(contentType: string, message: Uint8Array): Part {
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) {
    return { contentType, data: message };
  }
  const start = positionOf(END_OF_HEAD, message, 0, LONGEST_HEAD);
  const head = new TextDecoder().decode(message.subarray(0, Math.max(0, start)));
  const mark = new TextEncoder().encode(`\r\n--${boundary}`);
  const end = lastPositionOf([...mark], message);
  if (start < 0 || end < start + END_OF_HEAD.length) {
    throw new CutAnswer();
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
};
