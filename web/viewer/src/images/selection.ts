import { type Attributes, TAG, itemsOf, textOf } from "../dicomweb/attributes";
import { REFERENCED_OBJECT, type Reference, framesOf, isUid } from "./references";
import type { OtherObject } from "./loadedSeries";
import { titleWords } from "./titles";

/** A key object selection (PS3.3 section A.35.4), of which the content is that of TID 2010. */
const KEY_OBJECTS = "1.2.840.10008.5.1.4.1.1.88.59";

const REFERENCED_SERIES = "00081115";
const REFERENCED_OBJECTS = "00081199";
/** Where the objects are that the content refers to. */
const EVIDENCE = ["0040A375", "0040A385"];
const CONTENT = "0040A730";
const CONCEPT = "0040A043";
const CONCEPT_CODE = "0040A168";
const VALUE_TYPE = "0040A040";
const TEXT = "0040A160";
const CODE = "00080100";
const SCHEME = "00080102";
const MEANING = "00080104";
const CONTENT_TIME = "00080033";

const SCHEME_OF_DICOM = "DCM";
const TITLE_MODIFIER = "113011";
/** Titles of CID 7010 that reject images or report a fault of them. */
const REJECTIONS = ["113001", "113010", "113037", "113038", "113039"];
/** Titles of CID 7010 that list all that there is, or how it is shown. */
const LISTS = ["113022", "113030", "113031", "113032", "113033", "113034", "113035", "113036"];
const NO_KEY_IMAGES = [...REJECTIONS, ...LISTS];

/** Content items are nested no deeper (TID 2010 has one level). */
const MAX_LEVELS = 4;

/** A selection of objects with a purpose. */
export interface Selection {
  /** Its own UID. */
  readonly object: string;
  /** What it is for, for example "For Referring Provider"; empty if it does not say. */
  readonly title: string;
  /** Whether it has key images, and neither rejects images nor lists all that there are. */
  readonly isOfKeyImages: boolean;
  /** What its author wrote; empty if nothing. */
  readonly text: string;
  /** In its order. */
  readonly references: readonly Reference[];
  /** When it was made: a later one is greater. */
  readonly made: string;
  /** Whether it is not a selection, but a saved view of the images. */
  readonly isSavedView?: true;
}

export function isSelection({ sopClass }: OtherObject): boolean {
  return sopClass === KEY_OBJECTS;
}

/**
 * Reads a selection.
 *
 * @param study the one that it belongs to
 */
export function selectionIn({ object, attributes }: OtherObject, study: string): Selection {
  const [concept = {}] = itemsOf(attributes, CONCEPT);
  const items = contentOf(attributes);
  return {
    object,
    title: titleOf(concept, items),
    isOfKeyImages: !NO_KEY_IMAGES.includes(codeOf(concept)),
    text: items
      .filter((item) => textOf(item, VALUE_TYPE) === "TEXT")
      .map((item) => textOf(item, TEXT))
      .join(" "),
    references: referencesOf(attributes, items, study),
    made: textOf(attributes, TAG.contentDate) + textOf(attributes, CONTENT_TIME),
  };
}

/** The newest of some objects that is a selection of key images; undefined if there is none. */
export function newestOf(
  others: readonly OtherObject[],
  study: string,
): { readonly other: OtherObject; readonly selection: Selection } | undefined {
  return others
    .filter(isSelection)
    .map((other) => ({ other, selection: selectionIn(other, study) }))
    .filter(({ selection }) => selection.isOfKeyImages)
    .sort((a, b) => (a.selection.made < b.selection.made ? -1 : 1))
    .at(-1);
}

/** How many images a selection names; an object without frames counts as one. */
export function countOf({ references }: Selection): number {
  return references.reduce((sum, { frames }) => sum + Math.max(1, frames.length), 0);
}

/** The title, with what explains it, for example why images were rejected. */
function titleOf(concept: Attributes, items: readonly Attributes[]): string {
  const modifiers = items
    .filter((item) => textOf(item, VALUE_TYPE) === "CODE" && conceptOf(item) === TITLE_MODIFIER)
    .map((item) => textOf(itemsOf(item, CONCEPT_CODE)[0] ?? {}, MEANING));
  return [titleWords(codeOf(concept), textOf(concept, MEANING)), ...modifiers]
    .filter((it) => it !== "")
    .join(": ");
}

function conceptOf(item: Attributes): string {
  return codeOf(itemsOf(item, CONCEPT)[0] ?? {});
}

/** A code of DICOM's own; empty for one of another scheme. */
function codeOf(item: Attributes): string {
  return textOf(item, SCHEME) === SCHEME_OF_DICOM ? textOf(item, CODE) : "";
}

function contentOf(attributes: Attributes, levels = MAX_LEVELS): Attributes[] {
  return levels === 0
    ? []
    : itemsOf(attributes, CONTENT).flatMap((item) => [item, ...contentOf(item, levels - 1)]);
}

/** The content says which objects and frames in which order, the evidence where they are. */
function referencesOf(
  attributes: Attributes,
  items: readonly Attributes[],
  study: string,
): Reference[] {
  const places = placesOf(attributes, study);
  const inContent = items.flatMap((item) => itemsOf(item, REFERENCED_OBJECTS));
  return inContent.length === 0
    ? [...places.values()]
    : inContent.map((item) => {
        const object = textOf(item, REFERENCED_OBJECT);
        const place = places.get(object) ?? { study: "", series: "", object, frames: [] };
        const frames = framesOf(item);
        return frames.length > 0 ? { ...place, frames } : place;
      });
}

function placesOf(attributes: Attributes, own: string): Map<string, Reference> {
  const places = new Map<string, Reference>();
  for (const evidence of EVIDENCE.flatMap((tag) => itemsOf(attributes, tag))) {
    const study = textOf(evidence, TAG.study) || own;
    for (const inSeries of itemsOf(evidence, REFERENCED_SERIES)) {
      const series = textOf(inSeries, TAG.series);
      for (const item of itemsOf(inSeries, REFERENCED_OBJECTS)) {
        const object = textOf(item, REFERENCED_OBJECT);
        // They become parts of paths, which nothing else must.
        if ([study, series, object].every(isUid)) {
          places.set(object, { study, series, object, frames: framesOf(item) });
        }
      }
    }
  }
  return places;
}
