import { dateText } from "sallyport-common/language";
import { type Attributes, TAG, personOf, textOf } from "../dicomweb/attributes";
import type { LoadedSeries } from "../images/loadedSeries";
import { type Selection, countOf } from "../images/selection";
import type { PresentationState } from "../images/states/state";
import { listed, text } from "../messages";

/** A date of DICOM in ISO 8601; empty if it is none. */
export function isoDayOf(value: string): string {
  const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(value) ?? [];
  return year === undefined ? "" : `${year}-${month}-${day}`;
}

/** A date of DICOM for people; empty if it is none. */
export function dayOf(value: string): string {
  const iso = isoDayOf(value);
  if (iso === "") return "";
  const [year, month, day] = iso.split("-");
  return dateText(new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))), "UTC");
}

/** A time of DICOM as hours and minutes; empty if it is none. */
export function minuteOf(value: string): string {
  const [, hour, minute] = /^(\d{2}):?(\d{2})/.exec(value) ?? [];
  return hour === undefined ? "" : `${hour}:${minute}`;
}

/** The lines that say whose image this is. */
export function patientLines(attributes: Attributes): string[] {
  const born = dayOf(textOf(attributes, TAG.birthDate));
  const sex = sexOf(textOf(attributes, TAG.sex));
  return [
    personOf(attributes, TAG.patientName) || text("viewer.overlay.nameless"),
    textOf(attributes, TAG.patientId),
    listed([sex, born && text("viewer.overlay.born", born)]),
  ].filter((line) => line !== "");
}

/** A sex of DICOM for people; a letter that is not of the standard stays as it is. */
function sexOf(value: string): string {
  return value === "F" || value === "M" || value === "O"
    ? text(`viewer.overlay.sex.${value}`)
    : value;
}

/** The lines that say where and when it was made. */
export function originLines(attributes: Attributes): string[] {
  const day = dayOf(textOf(attributes, TAG.studyDate));
  const minute = minuteOf(textOf(attributes, TAG.studyTime));
  return [
    textOf(attributes, TAG.institution),
    listed([day, minute]),
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

/** Which image of a selection is shown, and what the selection is for. */
export function selectionLine({ frames, selection }: LoadedSeries, index: number): string {
  if (selection === undefined) {
    return "";
  }
  const key = selection.isOfKeyImages ? "viewer.selection.place" : "viewer.selection.place-other";
  return selection.isSavedView
    ? text("viewer.saved.place", index + 1, frames.length)
    : text(key, index + 1, frames.length, titleOf(selection));
}

/** What a saved view is called: its label, when it was made, and by whom. */
export function savedName({ label, description, date, creator }: PresentationState): string {
  const name = [label, description].filter((it) => it !== "").join(": ");
  const by = creator && text("viewer.saved.by", creator);
  return listed([name || text("viewer.saved.unnamed"), dayOf(date), by]);
}

/** What a selection is for, what its author wrote, and what it names but is not shown. */
export function selectionWords({ frames, selection }: LoadedSeries): string[] {
  if (selection === undefined) {
    return [];
  }
  const { beyond, missing, of, others } = selection.leftOut;
  const isNone = frames.length === 0;
  return [
    // A saved view is named where it is chosen.
    selection.isSavedView ? "" : titleOf(selection),
    selection.text,
    isNone ? text(selection.isSavedView ? "viewer.saved.none" : "viewer.selection.none") : "",
    missing > 0 && !isNone ? text("viewer.selection.missing", missing, of) : "",
    others > 0 ? text("viewer.selection.others", others) : "",
    beyond > 0 ? text("viewer.selection.beyond", frames.length, frames.length + beyond) : "",
  ].filter((it) => it !== "");
}

/** What a selection of a series is, and how many images it names; of key images alone if it has some. */
export function selectionsName(selections: readonly Selection[]): string {
  const keys = selections.filter(({ isOfKeyImages }) => isOfKeyImages);
  const named = keys.length > 0 ? keys : selections;
  const [first] = named;
  const count = named.reduce((sum, it) => sum + countOf(it), 0);
  return keys.length > 0
    ? text("viewer.strip.key-images", count)
    : text("viewer.strip.selection", first === undefined ? "" : titleOf(first), count);
}

function titleOf({ title }: Selection): string {
  return title || text("viewer.selection.untitled");
}

export function seriesName(number: number, description: string): string {
  const name = description || text("viewer.strip.unnamed");
  return number === 0 ? name : `${number} ${name}`;
}
