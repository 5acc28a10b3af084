import { type Attributes, TAG, itemsOf, numberOf, textOf } from "../../dicomweb/attributes";
import type { PlainKey } from "../../messages";
import { FUNCTIONS } from "../picture/greys";
import { whyNoShutter } from "../picture/shutters";
import { areaOf } from "./area";
import { attributesWith, besideOf, shutterGroupOf } from "./applied";
import { drawingsOf } from "./drawings";
import { layersOf } from "./layers";
import { type Meant, type PresentationState, itemsFor, turnedBy } from "./state";

const MASK = "00286100";
const VIEWING_MODE = "00281090";
const SUBTRACTED = "SUB";
const ANNOTATIONS = "00700001";
const LAYER = "00700002";
/** The layer of an overlay. */
const ACTIVATION = /^60[0-9A-F]{2}1001$/;
/** Retired. */
const CURVES = /^50[0-9A-F]{2}/;
const SHAPES = ["", "IDENTITY", "INVERSE"];
const TURNS = [0, 90, 180, 270];

/** What a state has that the viewer does not draw on an image; undefined if it draws all of it. */
export function undrawnBy(
  state: PresentationState,
  image: Attributes,
  meant: Meant,
): PlainKey | undefined {
  const { attributes } = state;
  if (itemsOf(attributes, MASK).length > 0 || textOf(attributes, VIEWING_MODE) === SUBTRACTED) {
    return "viewer.saved.has.mask";
  }
  if (!textOf(image, TAG.photometric).startsWith("MONOCHROME")) {
    return "viewer.saved.has.greys";
  }
  const applied = attributesWith(state, image, meant);
  if (hasUnknownGreys(attributes, applied)) {
    return "viewer.saved.has.greys-unknown";
  }
  if (whyNoShutter(applied) !== undefined || isMissing(shutterGroupOf(attributes), applied)) {
    return "viewer.saved.has.shutter";
  }
  if (hasLostOverlay(state, applied)) {
    return "viewer.saved.has.overlay";
  }
  if (!TURNS.includes(turnedBy(state).rotation)) {
    return "viewer.saved.has.rotation";
  }
  const area = areaOf(state, image, meant);
  if (area === undefined) {
    return "viewer.saved.has.area";
  }
  const isDrawn = drawingsOf(state, area, meant) !== undefined && !isBelowOverlay(state, meant);
  return !isDrawn || Object.keys(attributes).some((tag) => CURVES.test(tag))
    ? "viewer.saved.has.drawing"
    : undefined;
}

function hasUnknownGreys(state: Attributes, applied: Attributes): boolean {
  return (
    !SHAPES.includes(textOf(state, TAG.presentationLutShape)) ||
    !["", ...FUNCTIONS].includes(textOf(applied, TAG.voiLutFunction)) ||
    (numberOf(applied, TAG.windowWidth) ?? 1) < 1
  );
}

/** Whether an overlay is asked for that is nowhere; none at all is not missing. */
function isMissing(group: string, applied: Attributes): boolean {
  return group !== "" && applied[`${group}0010`] === undefined;
}

/** Whether an overlay is to be drawn that is nowhere, or in a layer that is nowhere. */
function hasLostOverlay(state: PresentationState, applied: Attributes): boolean {
  const { overlays } = besideOf(state);
  return activationsOf(state).some(
    (tag) => !overlays.has(tag.slice(0, 4)) || isMissing(tag.slice(0, 4), applied),
  );
}

function activationsOf({ attributes }: PresentationState): string[] {
  return Object.keys(attributes).filter(
    (tag) => ACTIVATION.test(tag) && textOf(attributes, tag) !== "",
  );
}

/** Overlays are drawn with the pixels, and so below all that is drawn as lines. */
function isBelowOverlay(state: PresentationState, meant: Meant): boolean {
  const layers = layersOf(state);
  const orders = itemsFor(state, ANNOTATIONS, meant).map(
    (item) => layers.get(textOf(item, LAYER))?.order ?? 0,
  );
  const highest = Math.max(
    ...activationsOf(state).map((tag) => layers.get(textOf(state.attributes, tag))?.order ?? 0),
  );
  return orders.some((order) => order < highest);
}
