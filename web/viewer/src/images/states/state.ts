import {
  type Attributes,
  TAG,
  itemsOf,
  numberOf,
  personOf,
  textOf,
} from "../../dicomweb/attributes";
import type { OtherObject } from "../loadedSeries";
import { REFERENCED_OBJECT, type Reference, framesOf, isUid } from "../references";
import type { Selection } from "../selection";

/** The only kind of presentation state that is drawn (PS3.3 section A.33.1). */
const GRAYSCALE = "1.2.840.10008.5.1.4.1.1.11.1";
/** The modality of presentation states of all kinds. */
export const STATES = "PR";

const REFERENCED_SERIES = "00081115";
const REFERENCED_IMAGES = "00081140";
const LABEL = "00700080";
const DESCRIPTION = "00700081";
const CREATION_DATE = "00700082";
const CREATION_TIME = "00700083";
const CREATOR = "00700084";
const ROTATION = "00700042";
const FLIP = "00700041";
const YES = "Y";

/** A grayscale softcopy presentation state: how somebody saw images, which the viewer calls a saved view. */
export interface PresentationState {
  /** Its own UID. */
  readonly object: string;
  readonly study: string;
  readonly label: string;
  readonly description: string;
  /** The date and the time of DICOM, and the person who made it; each can be empty. */
  readonly date: string;
  readonly time: string;
  readonly creator: string;
  readonly attributes: Attributes;
  /** The images that it refers to. */
  readonly references: readonly Reference[];
}

/** An image that a state can refer to. */
export interface Meant {
  readonly object: string;
  /** The frame, from 1. */
  readonly number: number;
}

export function isState({ sopClass }: Pick<OtherObject, "sopClass">): boolean {
  return sopClass === GRAYSCALE;
}

/** @param study the one that it belongs to, as do all images that it can refer to */
export function stateIn({ object, attributes }: OtherObject, study: string): PresentationState {
  return {
    object,
    study,
    label: textOf(attributes, LABEL),
    description: textOf(attributes, DESCRIPTION),
    date: textOf(attributes, CREATION_DATE),
    time: textOf(attributes, CREATION_TIME),
    creator: personOf(attributes, CREATOR),
    attributes,
    references: referencesOf(attributes, study),
  };
}

/** A state as a list of images, which is shown as a stack of them. */
export function asSelection(state: PresentationState, title: string): Selection {
  return {
    object: state.object,
    title,
    isOfKeyImages: false,
    text: "",
    references: state.references,
    made: state.date + state.time,
    isSavedView: true,
  };
}

/** Whether a state refers to an image. */
export function refersTo({ references }: PresentationState, image: Meant): boolean {
  return references.some((it) => isMeantBy(it, image));
}

/**
 * The items of a sequence of a state that are for an image: those that name it, and those that name
 * none.
 */
export function itemsFor({ attributes }: PresentationState, tag: string, image: Meant) {
  return itemsOf(attributes, tag).filter((item) => {
    const named = itemsOf(item, REFERENCED_IMAGES);
    return named.length === 0 || named.some((it) => isMeantBy(referenceOf(it), image));
  });
}

/** How a state turns images (PS3.3 C.10.6): first by degrees clockwise, then left and right. */
export interface Turned {
  readonly rotation: number;
  readonly isFlipped: boolean;
}

export function turnedBy({ attributes }: PresentationState): Turned {
  const rotation = numberOf(attributes, ROTATION) ?? 0;
  return { rotation, isFlipped: textOf(attributes, FLIP) === YES };
}

function referencesOf(attributes: Attributes, study: string): Reference[] {
  return itemsOf(attributes, REFERENCED_SERIES).flatMap((inSeries) => {
    const series = textOf(inSeries, TAG.series);
    return (
      itemsOf(inSeries, REFERENCED_IMAGES)
        .map((item) => ({ study, series, ...referenceOf(item) }))
        // They become parts of paths, which nothing else must.
        .filter((it) => isUid(it.series) && isUid(it.object))
    );
  });
}

function referenceOf(item: Attributes): Pick<Reference, "object" | "frames"> {
  return { object: textOf(item, REFERENCED_OBJECT), frames: framesOf(item) };
}

function isMeantBy(
  { object, frames }: Pick<Reference, "object" | "frames">,
  image: Meant,
): boolean {
  return object === image.object && (frames.length === 0 || frames.includes(image.number));
}
