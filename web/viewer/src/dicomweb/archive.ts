import { type Attributes, TAG, numberOf, textOf } from "./attributes";
import { type Part, firstPart } from "./multipart";
import { type Received, received } from "./receiving";
import { frameIn } from "./wholeObject";

/** A series as the archive lists it. */
export interface SeriesEntry {
  readonly study: string;
  readonly uid: string;
  /** 0 if it has none. */
  readonly number: number;
  readonly description: string;
  readonly modality: string;
  /** As a code of DICOM; empty if it is not said. */
  readonly bodyPart?: string;
  /** How many objects it has. */
  readonly count: number;
}

/** Whether a series of this modality holds reports; the server has the same list (Modality). */
export function isOfReports(modality: string): boolean {
  return ["SR", "DOC", "KO"].includes(modality);
}

/** An answer of the server that is not what was asked for. */
export class BadAnswer extends Error {
  constructor(readonly status: number) {
    super(`answer ${status}`);
  }
}

const PARTS_TYPE = `multipart/related; type="application/octet-stream"; transfer-syntax=*`;
const OBJECT_TYPE = `multipart/related; type="application/dicom"; transfer-syntax=*`;
/** The archive cannot give a frame in any form. */
const NOT_ACCEPTABLE = 406;
const MAX_OBJECT_BYTES = 64_000_000;
const JSON_TYPE = "application/dicom+json";
/** Of a large value: colour tables and traces of an ECG are much smaller. */
const MAX_BULK_BYTES = 64_000_000;
/** Of the attributes of a series: some thousand objects have a tenth of it. */
const MAX_JSON_BYTES = 200_000_000;

/** The DICOMweb services below a root. */
export class Archive {
  constructor(readonly root: string) {}

  /** The series of a study, in the order of their numbers. */
  async series(study: string, signal?: AbortSignal): Promise<SeriesEntry[]> {
    const found = await this.read(`/studies/${study}/series`, signal);
    return found
      .map((it) => ({
        study,
        uid: textOf(it, TAG.series),
        number: numberOf(it, TAG.seriesNumber) ?? 0,
        description: textOf(it, TAG.seriesDescription),
        modality: textOf(it, TAG.modality) || "OT",
        bodyPart: textOf(it, TAG.bodyPart),
        count: numberOf(it, TAG.instancesInSeries) ?? 0,
      }))
      .filter(({ uid }) => uid !== "")
      .sort((a, b) => a.number - b.number || (a.uid < b.uid ? -1 : 1));
  }

  /**
   * The attributes of all objects of a series.
   *
   * @param tell is told how much of them has come
   */
  objects(
    { study, uid }: SeriesEntry,
    signal?: AbortSignal,
    tell?: (received: Received) => void,
  ): Promise<Attributes[]> {
    return this.read(`/studies/${study}/series/${uid}/metadata`, signal, tell);
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
    return (await this.part(this.root + below, MAX_BULK_BYTES, signal)).data;
  }

  /**
   * A frame as it is stored. Of an archive that does not know the transfer syntax, the whole object
   * is asked for.
   *
   * @param path of the frame, which ends with its number
   * @param most how many bytes the answer may have
   * @param tell is told how much of it has come
   * @throws UnusableAnswer if it is longer, or was cut
   */
  async frame(
    path: string,
    most: number,
    signal?: AbortSignal,
    tell?: (received: Received) => void,
  ): Promise<Part> {
    try {
      return await this.part(path, most, signal, tell);
    } catch (fault) {
      const isUnknown = fault instanceof BadAnswer && fault.status === NOT_ACCEPTABLE;
      const found = isUnknown ? await this.frameOfObject(path, signal, tell) : undefined;
      if (found === undefined) {
        throw fault;
      }
      return found;
    }
  }

  private async frameOfObject(
    path: string,
    signal?: AbortSignal,
    tell?: (received: Received) => void,
  ): Promise<Part | undefined> {
    const [object = "", number] = path.split("/frames/");
    const response = await get(object, OBJECT_TYPE, signal);
    const data = await received(response, MAX_OBJECT_BYTES, tell);
    const file = firstPart(response.headers.get("Content-Type") ?? "", data);
    return frameIn(file.data, Number(number));
  }

  /**
   * The first part of a multipart answer.
   *
   * @param most how many bytes the answer may have
   * @param tell is told how much of it has come
   * @throws UnusableAnswer if it is longer, or was cut
   */
  async part(
    path: string,
    most: number,
    signal?: AbortSignal,
    tell?: (received: Received) => void,
  ): Promise<Part> {
    const response = await get(path, PARTS_TYPE, signal);
    const data = await received(response, most, tell);
    return firstPart(response.headers.get("Content-Type") ?? "", data);
  }

  private async read(
    path: string,
    signal?: AbortSignal,
    tell?: (received: Received) => void,
  ): Promise<Attributes[]> {
    const response = await get(this.root + path, JSON_TYPE, signal);
    if (response.status === 204) {
      return [];
    }
    const content = await received(response, MAX_JSON_BYTES, tell);
    return JSON.parse(new TextDecoder().decode(content)) as Attributes[];
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
