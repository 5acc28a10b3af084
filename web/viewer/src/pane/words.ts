import { type Attributes, TAG, personOf, textOf } from "../dicomweb/attributes";
import { text } from "../messages";

// "Sep" as on the other pages, where British English has "Sept".
const MONTH = new Intl.DateTimeFormat("en-US", { month: "short", timeZone: "UTC" });

/** A date of DICOM for people; empty if it is none. */
export function dayOf(value: string): string {
  const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(value) ?? [];
  if (year === undefined) return "";
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return `${String(date.getUTCDate())} ${MONTH.format(date)} ${String(date.getUTCFullYear())}`;
}

/** A time of DICOM as hours and minutes; empty if it is none. */
export function minuteOf(value: string): string {
  const [, hour, minute] = /^(\d{2}):?(\d{2})/.exec(value) ?? [];
  return hour === undefined ? "" : `${hour}:${minute}`;
}

/** The lines that say whose image this is. */
export function patientLines(attributes: Attributes): string[] {
  const born = dayOf(textOf(attributes, TAG.birthDate));
  const sex = textOf(attributes, TAG.sex);
  return [
    personOf(attributes, TAG.patientName) || text("viewer.overlay.nameless"),
    textOf(attributes, TAG.patientId),
    [sex, born && text("viewer.overlay.born", born)].filter((it) => it !== "").join(", "),
  ].filter((line) => line !== "");
}

/** The lines that say where and when it was made. */
export function originLines(attributes: Attributes): string[] {
  const day = dayOf(textOf(attributes, TAG.studyDate));
  const minute = minuteOf(textOf(attributes, TAG.studyTime));
  return [
    textOf(attributes, TAG.institution),
    [day, minute].filter((it) => it !== "").join(", "),
    textOf(attributes, TAG.studyDescription),
  ].filter((line) => line !== "");
}

/** The side and the projection of an X-ray image, for example "R MLO"; empty if not known. */
export function viewLine(attributes: Attributes): string {
  return [
    textOf(attributes, TAG.imageLaterality) || textOf(attributes, TAG.laterality),
    textOf(attributes, TAG.viewPosition),
  ]
    .filter((it) => it !== "")
    .join(" ");
}

export function seriesName(number: number, description: string): string {
  const name = description || text("viewer.strip.unnamed");
  return number === 0 ? name : `${number} ${name}`;
}
