import { type Attributes, TAG, itemsOf, numberOf, textOf } from "../../dicomweb/attributes";
import { rangeOf } from "../picture/table";
import { layersOf } from "./layers";
import { type Meant, type PresentationState, itemsFor } from "./state";

const SOFTCOPY_VOI = "00283110";
const SHUTTER_SHAPE = "00181600";
const SHUTTER_GROUP = "00181623";
const SHUTTER_GREY = "00181622";
const BITMAP = "BITMAP";
const SHUTTERS = /^001816[012]/;
const OVERLAYS = /^60[0-9A-F]{2}/;
const OF_STATE = /^60[0-9A-F]{2}1001$/;
const DATA = "3000";
const MODALITY = [TAG.modalityLut, TAG.rescaleIntercept, TAG.rescaleSlope, TAG.rescaleType];
const VOI = [
  TAG.voiLut,
  TAG.windowCenter,
  TAG.windowWidth,
  TAG.windowExplanation,
  TAG.voiLutFunction,
];
const OF_PRESENTATION = [TAG.presentationLut, TAG.presentationLutShape];
const WHITE = 255;
const MOST = 65_535;

/** What a state asks for beside what an image's own attributes can say. */
export interface Beside {
  /** The grey, from 0 to 255, of each overlay by its group, in the order in which they are drawn. */
  readonly overlays: ReadonlyMap<string, number>;
  /** The lookup table after that of values of interest; undefined if there is none. */
  readonly presentationTable: Attributes | undefined;
}

/**
 * The attributes of an image as a state has them. What it does not say is not taken from the image,
 * but left out: no rescaling, no window, no shutter, no overlay (PS3.4 section N.2).
 */
export function attributesWith(
  state: PresentationState,
  image: Attributes,
  meant: Meant,
): Attributes {
  const { attributes } = state;
  const replaced = [...MODALITY, ...VOI, ...OF_PRESENTATION] as string[];
  const kept = Object.entries(image).filter(
    ([tag]) => !replaced.includes(tag) && !SHUTTERS.test(tag) && !OVERLAYS.test(tag),
  );
  const isBitmap = textOf(attributes, SHUTTER_SHAPE) === BITMAP;
  const withRescaling: Attributes = {
    ...Object.fromEntries(kept),
    ...picked(attributes, (tag) => (MODALITY as readonly string[]).includes(tag)),
    ...picked(attributes, (tag) => SHUTTERS.test(tag) && !isBitmap),
    ...overlays(attributes, image),
    [TAG.photometric]: { vr: "CS", Value: [isInverse(attributes) ? "MONOCHROME1" : "MONOCHROME2"] },
  };
  return { ...withRescaling, ...voiOf(state, withRescaling, meant) };
}

/** Greys are the other way round if the state says so; how the image is stored does not matter. */
function isInverse(attributes: Attributes): boolean {
  return textOf(attributes, TAG.presentationLutShape) === "INVERSE";
}

export function besideOf(state: PresentationState): Beside {
  const { attributes } = state;
  const [presentationTable] = itemsOf(attributes, TAG.presentationLut);
  const layers = layersOf(state);
  const active = Object.keys(attributes)
    .filter((tag) => OF_STATE.test(tag) && layers.has(textOf(attributes, tag)))
    .map((tag) => [tag.slice(0, 4), layers.get(textOf(attributes, tag))] as const)
    .sort(([, a], [, b]) => (a?.order ?? 0) - (b?.order ?? 0));
  const drawn = active.map(([group, layer]) => [group, layer?.grey ?? WHITE] as const);
  const shutter = shutterGroupOf(attributes);
  const covering = (WHITE * (numberOf(attributes, SHUTTER_GREY) ?? 0)) / MOST;
  return {
    overlays: new Map([...(shutter === "" ? [] : [[shutter, covering] as const]), ...drawn]),
    presentationTable,
  };
}

/** The group of the overlay that covers an image where its bits are set; empty if there is none. */
export function shutterGroupOf(attributes: Attributes): string {
  const group = numberOf(attributes, SHUTTER_GROUP);
  return textOf(attributes, SHUTTER_SHAPE) === BITMAP && group !== undefined
    ? group.toString(16).toUpperCase().padStart(4, "0")
    : "";
}

/** Those that are in a layer, of the state, or of the image if the state does not bring them. */
function overlays(state: Attributes, image: Attributes): Attributes {
  const active = Object.keys(state)
    .filter((tag) => OF_STATE.test(tag) && textOf(state, tag) !== "")
    .map((tag) => tag.slice(0, 4));
  const shutter = shutterGroupOf(state);
  const groups = new Set([...active, ...(shutter === "" ? [] : [shutter])]);
  return Object.assign(
    {},
    ...[...groups].map((group) =>
      picked(state[group + DATA] === undefined ? image : state, (tag) => tag.startsWith(group)),
    ),
  ) as Attributes;
}

function voiOf(state: PresentationState, image: Attributes, meant: Meant): Attributes {
  const [item] = itemsFor(state, SOFTCOPY_VOI, meant);
  return item === undefined
    ? wholeRange(image)
    : picked(item, (tag) => (VOI as readonly string[]).includes(tag));
}

/** Without a transformation, all values that an image can have are shown, and in a line. */
function wholeRange(image: Attributes): Attributes {
  const [low, high] = possible(image);
  const width = high - low + 1;
  return {
    [TAG.windowCenter]: { vr: "DS", Value: [low + width / 2] },
    [TAG.windowWidth]: { vr: "DS", Value: [width] },
  };
}

function possible(image: Attributes): [low: number, high: number] {
  const [table] = itemsOf(image, TAG.modalityLut);
  if (table !== undefined) {
    return [0, 2 ** rangeOf(table, false).depth - 1];
  }
  const bits = numberOf(image, TAG.bitsStored) ?? 0;
  const isSigned = numberOf(image, TAG.pixelRepresentation) === 1;
  const slope = numberOf(image, TAG.rescaleSlope) ?? 1;
  const intercept = numberOf(image, TAG.rescaleIntercept) ?? 0;
  const ends = (isSigned ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1]).map(
    (value) => value * slope + intercept,
  );
  return [Math.min(...ends), Math.max(...ends)];
}

function picked(from: Attributes, isWanted: (tag: string) => boolean): Attributes {
  return Object.fromEntries(Object.entries(from).filter(([tag]) => isWanted(tag)));
}

/** Whether a state makes other values of an image than the image itself does. */
export function changesValues(image: Attributes, applied: Attributes): boolean {
  const slope = (of: Attributes) => numberOf(of, TAG.rescaleSlope) ?? 1;
  const intercept = (of: Attributes) => numberOf(of, TAG.rescaleIntercept) ?? 0;
  const hasTable = [image, applied].some((of) => itemsOf(of, TAG.modalityLut).length > 0);
  return hasTable || slope(image) !== slope(applied) || intercept(image) !== intercept(applied);
}
