import { BadAnswer } from "./dicomweb/archive";
import type { Texts } from "sallyport-common/texts";

/** An earlier or later study of the same patient that the visitor may see. */
export interface OtherStudy {
  readonly uid: string;
  /** Its date and description in words. */
  readonly name: string;
  /** Its date in ISO 8601; empty if it has none. */
  readonly day: string;
  readonly modalities: readonly string[];
}

/** What the server's page says to the viewer, in data attributes of the element `#viewer`. */
export interface PageData {
  /** The path of the DICOMweb services, without a slash at the end. */
  readonly root: string;
  readonly study: string;
  /** The series to open first; empty for the first one. */
  readonly series: string;
  /** The object to open first; empty for the first one. */
  readonly object: string;
  /** The frame of it, from 1. */
  readonly frame: number;
  /** Whether to show "Not for primary diagnosis". */
  readonly notice: boolean;
  /** Where the other studies of the patient are listed; empty if nowhere. */
  readonly priors: string;
  /** The path of a picture of a series, with {study}, {series} and {count}. */
  readonly preview: string;
  /** The path of a report, with {study} and {object}. */
  readonly report: string;
  /** The path of an object as a file, with {study} and {object}; empty if there is none. */
  readonly file: string;
  /** Where the pictures are shown without script. */
  readonly pictures: string;
  /** The path of the pages of studies, with a slash at the end. */
  readonly pages: string;
  /** The path of one's own marks on a study, with {study}; empty if there are none. */
  readonly marks: string;
  /** The path of the marks that others sent along with shares of a study, with {study}. */
  readonly sentMarks: string;
  /** The name of the reader. */
  readonly reader: string;
  /** The path of one's own layouts; empty if there are none. */
  readonly layouts: string;
  /** The path below which objects of the study are published; empty if the reader may not. */
  readonly publish: string;
  /** For whom texts are worded: "patient", or empty. */
  readonly audience: string;
  /** The texts that the hospital words in its own way. */
  readonly ownTexts: Texts;
  /** What is said if the viewer cannot be started. */
  readonly failed: string;
  /** The name of the link to the pictures. */
  readonly picturesName: string;
  /** The path of the session: below it are how long it lasts, and the request that counts as use. */
  readonly stay: string;
}

export function readPage(element: HTMLElement): PageData {
  const { dataset } = element;
  const value = (name: string) => dataset[name] ?? "";
  return {
    root: value("root"),
    study: value("study"),
    series: value("series"),
    object: value("object"),
    frame: Math.max(1, Number(value("frame")) || 1),
    notice: dataset["notice"] !== undefined,
    priors: value("priors"),
    preview: value("preview"),
    report: value("report"),
    file: value("file"),
    pictures: value("pictures"),
    pages: value("pages"),
    marks: value("marks"),
    sentMarks: value("sentMarks"),
    reader: value("reader"),
    layouts: value("layouts"),
    publish: value("publish"),
    audience: value("audience"),
    ownTexts: JSON.parse(value("ownTexts") || "{}") as Texts,
    failed: value("failed"),
    picturesName: value("picturesName"),
    stay: value("stay"),
  };
}

/**
 * The other studies of the patient that the visitor may see.
 *
 * @throws BadAnswer if the server does not say it
 */
export async function otherStudies({ priors }: PageData): Promise<OtherStudy[]> {
  if (priors === "") {
    return [];
  }
  const response = await fetch(priors, { cache: "no-store", redirect: "manual" });
  if (response.status === 404) {
    return [];
  }
  if (!response.ok) {
    throw new BadAnswer(response.status);
  }
  return (await response.json()) as OtherStudy[];
}

/** Puts values into a path with names in braces. */
export function expand(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(values[name] ?? ""),
  );
}

/** Where a PDF is given to be shown. */
export function documentOf({ report }: PageData, study: string, object: string): string {
  return `${expand(report, { study, object })}/document/view`;
}

/** Where the video of an object is given to be played. */
export function videoOf({ pages }: PageData, study: string, object: string): string {
  return `${pages}${expand("{study}/objects/{object}/video", { study, object })}`;
}

/** Where an object can be downloaded; empty if nowhere. */
export function fileOf({ file }: PageData, study: string, object: string): string {
  return file === "" ? "" : expand(file, { study, object });
}
