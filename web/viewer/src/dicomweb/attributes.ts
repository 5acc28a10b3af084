/** An attribute in DICOM JSON (PS3.18 section F.2). */
export interface Attribute {
  readonly vr?: string;
  readonly Value?: readonly unknown[];
  readonly BulkDataURI?: string;
  readonly InlineBinary?: string;
}

/** A set of attributes by their tags. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** The attributes that are read (PS3.6). */
export const TAG = {
  availableTransferSyntax: "00083002",
  sopClass: "00080016",
  sopInstance: "00080018",
  studyDate: "00080020",
  acquisitionDate: "00080022",
  contentDate: "00080023",
  studyTime: "00080030",
  acquisitionTime: "00080032",
  availability: "00080056",
  modality: "00080060",
  institution: "00080080",
  studyDescription: "00081030",
  seriesDescription: "0008103E",
  pixelPresentation: "00089205",
  frameDisplayRate: "00082144",
  patientName: "00100010",
  patientId: "00100020",
  birthDate: "00100030",
  sex: "00100040",
  bodyPart: "00180015",
  sliceThickness: "00180050",
  cineRate: "00180040",
  frameTime: "00181063",
  frameTimes: "00181065",
  magnification: "00181114",
  imagerPixelSpacing: "00181164",
  scannedPixelSpacing: "00182010",
  viewPosition: "00185101",
  ultrasoundRegions: "00186011",
  study: "0020000D",
  series: "0020000E",
  seriesNumber: "00200011",
  instanceNumber: "00200013",
  patientOrientation: "00200020",
  position: "00200032",
  orientation: "00200037",
  frameOfReference: "00200052",
  laterality: "00200060",
  sliceLocation: "00201041",
  imageLaterality: "00200062",
  samples: "00280002",
  photometric: "00280004",
  planar: "00280006",
  frames: "00280008",
  rows: "00280010",
  columns: "00280011",
  pixelSpacing: "00280030",
  aspect: "00280034",
  calibrationType: "00280A02",
  bitsAllocated: "00280100",
  bitsStored: "00280101",
  highBit: "00280102",
  pixelRepresentation: "00280103",
  padding: "00280120",
  paddingLimit: "00280121",
  burnedIn: "00280301",
  windowCenter: "00281050",
  windowWidth: "00281051",
  rescaleIntercept: "00281052",
  rescaleSlope: "00281053",
  rescaleType: "00281054",
  windowExplanation: "00281055",
  voiLutFunction: "00281056",
  paletteDescriptor: "00281101",
  modalityLut: "00283000",
  lutDescriptor: "00283002",
  lutExplanation: "00283003",
  lutData: "00283006",
  voiLut: "00283010",
  documentTitle: "00420010",
  documentType: "00420012",
  presentationLut: "20500010",
  presentationLutShape: "20500020",
  sharedGroups: "52009229",
  perFrameGroups: "52009230",
  floatPixels: "7FE00008",
  doublePixels: "7FE00009",
  pixels: "7FE00010",
  instancesInSeries: "00201209",
} as const;

export function firstOf(attributes: Attributes, tag: string): unknown {
  return attributes[tag]?.Value?.[0];
}

/** The first value as text; empty if there is none. */
export function textOf(attributes: Attributes, tag: string): string {
  const value = firstOf(attributes, tag);
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

/** All values as texts, in their places. */
export function textsOf(attributes: Attributes, tag: string): string[] {
  return (attributes[tag]?.Value ?? []).map((value) => String(value ?? "").trim());
}

/** The first value as a number; undefined if there is none or it is not a number. */
export function numberOf(attributes: Attributes, tag: string): number | undefined {
  const text = textOf(attributes, tag);
  const value = Number(text);
  return text === "" || Number.isNaN(value) ? undefined : value;
}

export function numbersOf(attributes: Attributes, tag: string): number[] {
  return (attributes[tag]?.Value ?? []).map(Number).filter((value) => !Number.isNaN(value));
}

/** The items of a sequence; empty if there are none. */
export function itemsOf(attributes: Attributes, tag: string): Attributes[] {
  const items = attributes[tag]?.Value ?? [];
  return items.filter((item) => typeof item === "object" && item !== null) as Attributes[];
}

/** A person's name for people: "Family, Given". */
export function personOf(attributes: Attributes, tag: string): string {
  const value = firstOf(attributes, tag);
  const name =
    typeof value === "object" && value !== null && "Alphabetic" in value
      ? String(value.Alphabetic)
      : typeof value === "string"
        ? value
        : "";
  const [family = "", given = ""] = name.split("^").map((part) => part.trim());
  return [family, given].filter((part) => part !== "").join(", ");
}
