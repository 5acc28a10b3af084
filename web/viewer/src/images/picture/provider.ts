import { Enums, metaData } from "@cornerstonejs/core";
import { type Attributes, TAG, numberOf, numbersOf } from "../../dicomweb/attributes";
import { firstWindow, modalityTable } from "./greys";
import { hasRegions } from "./regions";
import { spacingOf } from "./spacing";

/** Before the library's own. */
const PRIORITY = 10_000;
const { MetadataModules } = Enums;

/**
 * Tells the library of an image's window, rescaling and geometry, which its own provider reads in
 * part.
 *
 * @param attributesOf undefined if the image is not known
 */
export function registerProvider(attributesOf: (imageId: string) => Attributes | undefined): void {
  metaData.addProvider((type: string, imageId: string) => {
    const attributes = typeof imageId === "string" ? attributesOf(imageId) : undefined;
    return attributes && MODULES[type]?.(attributes);
  }, PRIORITY);
}

const MODULES: Readonly<Record<string, (attributes: Attributes) => object | undefined>> = {
  [MetadataModules.VOI_LUT]: voiLutModule,
  [MetadataModules.MODALITY_LUT]: modalityLutModule,
  [MetadataModules.IMAGE_PLANE]: imagePlaneModule,
  [MetadataModules.CALIBRATION]: calibrationModule,
};

/** The function of the window is not the library's concern: it is in the image's greys. */
function voiLutModule(attributes: Attributes): object {
  const window = firstWindow(attributes);
  return window ? { windowCenter: [window.centre], windowWidth: [window.width] } : {};
}

/** A lookup table replaces the rescaling. */
function modalityLutModule(attributes: Attributes): object {
  return modalityTable(attributes) === undefined
    ? {
        rescaleIntercept: numberOf(attributes, TAG.rescaleIntercept),
        rescaleSlope: numberOf(attributes, TAG.rescaleSlope),
      }
    : {};
}

function imagePlaneModule(attributes: Attributes): object {
  const { row, column, isLength } = spacingOf(attributes);
  const cosines = numbersOf(attributes, TAG.orientation);
  const position = numbersOf(attributes, TAG.position);
  const isPlaced = cosines.length === 6 && position.length === 3;
  const orientation = cosines.length === 6 ? cosines : [1, 0, 0, 0, 1, 0];
  return {
    frameOfReferenceUID: attributes[TAG.frameOfReference]?.Value?.[0],
    rows: numberOf(attributes, TAG.rows),
    columns: numberOf(attributes, TAG.columns),
    imageOrientationPatient: orientation,
    rowCosines: orientation.slice(0, 3),
    columnCosines: orientation.slice(3),
    imagePositionPatient: position.length === 3 ? position : [0, 0, 0],
    sliceThickness: numberOf(attributes, TAG.sliceThickness),
    sliceLocation: numberOf(attributes, TAG.sliceLocation),
    pixelSpacing: isLength ? [row, column] : undefined,
    rowPixelSpacing: row,
    columnPixelSpacing: column,
    usingDefaultValues: !isPlaced || !isLength,
  };
}

/** In regions of ultrasound, lengths are those of the region (measurements/ground.ts). */
function calibrationModule(attributes: Attributes): object | undefined {
  if (hasRegions(attributes)) {
    return undefined;
  }
  const { row, column, unit } = spacingOf(attributes);
  return { lengthUnit: unit, rowPixelSpacing: row, columnPixelSpacing: column };
}
