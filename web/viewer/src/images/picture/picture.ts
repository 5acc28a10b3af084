import { type Types, utilities } from "@cornerstonejs/core";
import { type Attributes, TAG, numberOf, textOf } from "../../dicomweb/attributes";
import type { Beside } from "../states/applied";
import { type Drawing, drawingOf } from "./drawing";
import { type Greys, greysOf, isSigned, modalityTable, voiTables } from "./greys";
import { type Plane, planesOf } from "./overlays";
import { type IsPadding, paddingOf, windowWithoutPadding } from "./padding";
import { shutterOf } from "./shutters";
import { type ReadBulk, type Table, lookUp, tableOf } from "./table";

const WHITE = 255;

/** An image of the library with what its renderer asks for (build/patches.ts). */
export type Presented = Types.IImage & {
  invert?: boolean;
  greys?: Greys;
  drawing?: Drawing;
  isPadding?: IsPadding;
};

/** What an image needs beside its pixels, read before they are decoded. */
export interface Presentation {
  readonly modality: Table | undefined;
  readonly greys: Greys | undefined;
  readonly drawing: Drawing | undefined;
  /** Whether what has large values is dark, as in PET. */
  readonly isInverted: boolean;
}

/**
 * Reads what changes an image's picture.
 *
 * @param frame from 1
 * @param stored the values of the frame with the bits that it does not use
 * @param beside what a presentation state asks for beside the attributes; undefined if there is none
 * @throws Refusal if a part of it is incomplete
 */
export async function presentationOf(
  attributes: Attributes,
  frame: number,
  stored: (at: number) => number,
  read: ReadBulk,
  beside?: Beside,
): Promise<Presentation> {
  const modality = modalityTable(attributes);
  const isStoredSigned = numberOf(attributes, TAG.pixelRepresentation) === 1;
  const tables = await Promise.all(
    voiTables(attributes).map((item) => tableOf(item, isSigned(attributes), read)),
  );
  const planes = await planesOf(attributes, frame, stored, read);
  const rows = numberOf(attributes, TAG.rows) ?? 0;
  const columns = numberOf(attributes, TAG.columns) ?? 0;
  return {
    modality: modality && (await tableOf(modality, isStoredSigned, read)),
    greys: greysOf(attributes, tables, await presentationTable(beside, read)),
    drawing: drawingOf(
      rows,
      columns,
      shutterOf(attributes),
      beside === undefined ? planes : inOrder(planes, beside),
      (plane) => beside?.overlays.get(plane.group) ?? WHITE,
    ),
    isInverted: textOf(attributes, TAG.modality) === "PT",
  };
}

async function presentationTable(beside: Beside | undefined, read: ReadBulk) {
  const item = beside?.presentationTable;
  return item && (await tableOf(item, false, read));
}

function inOrder(planes: readonly Plane[], { overlays }: Beside): Plane[] {
  const order = [...overlays.keys()];
  return [...planes].sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}

/** Gives an image what it needs, and its values those of the modality's table. */
export function present(
  image: Presented,
  attributes: Attributes,
  presentation: Presentation,
): void {
  const { modality, greys, drawing, isInverted } = presentation;
  if (!image.color && isInverted) {
    image.invert = true;
  }
  if (!image.color && greys !== undefined) {
    image.greys = greys;
  }
  if (drawing !== undefined) {
    image.drawing = drawing;
  }
  if (image.color) {
    return;
  }
  const isPadding = paddingOf(attributes, image.getPixelData(), image.preScale?.scaled === true);
  if (modality !== undefined) {
    replaceValues(image, modality);
  }
  if (isPadding !== undefined) {
    image.isPadding = isPadding;
    windowWithoutPadding(image, attributes, isPadding);
  }
}

function replaceValues(image: Presented, table: Table): void {
  const stored = image.getPixelData();
  const values = Uint16Array.from(stored, (value) => lookUp(table, value));
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  image.voxelManager = utilities.VoxelManager.createImageVoxelManager({
    scalarData: values,
    width: image.columns,
    height: image.rows,
    numberOfComponents: 1,
  });
  image.getPixelData = () => values;
  Object.assign(image.imageFrame ?? {}, { pixelData: values });
  image.dataType = "Uint16Array";
  image.sizeInBytes = values.byteLength;
  image.minPixelValue = low;
  image.maxPixelValue = high;
}
