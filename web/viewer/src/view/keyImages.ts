import { type Attributes, TAG, textOf } from "../dicomweb/attributes";

const REFERENCED_SERIES = "00081115";
const REFERENCED_OBJECTS = "00081199";
const REFERENCED_OBJECT = "00081155";
const REFERENCED_FRAME = "00081160";
const EVIDENCE = "0040A375";
const CONTENT = "0040A730";

/** Where an image is. */
interface Place {
  /** Empty if it is not known. */
  readonly study: string;
  readonly series: string;
  readonly object: string;
  /** Empty if the whole object is meant. */
  readonly frame: string;
}

/** The first image that a key object selection refers to; undefined if there is none. */
export function firstKeyImage(attributes: Attributes): Place | undefined {
  const [evidence = {}] = itemsOf(attributes, EVIDENCE);
  const [series = {}] = itemsOf(evidence, REFERENCED_SERIES);
  const [reference = {}] = itemsOf(series, REFERENCED_OBJECTS);
  const object = textOf(reference, REFERENCED_OBJECT);
  const place = {
    study: textOf(evidence, TAG.study),
    series: textOf(series, TAG.series),
    object,
    frame: textOf(reference, REFERENCED_FRAME) || frameOf(attributes, object),
  };
  return object !== "" && place.series !== "" ? place : undefined;
}

/** The frame is named where the content refers to the object, not in the evidence. */
function frameOf(attributes: Attributes, object: string): string {
  const references = itemsOf(attributes, CONTENT).flatMap((item) =>
    itemsOf(item, REFERENCED_OBJECTS),
  );
  const found = references.find((it) => textOf(it, REFERENCED_OBJECT) === object);
  return found === undefined ? "" : textOf(found, REFERENCED_FRAME);
}

function itemsOf(attributes: Attributes, tag: string): Attributes[] {
  return (attributes[tag]?.Value ?? []) as Attributes[];
}
