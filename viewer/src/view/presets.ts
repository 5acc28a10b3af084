import type { PlainKey } from "../messages";

/** A window of values; without one, that of the image itself. */
export interface Preset {
  readonly words: PlainKey;
  readonly centre?: number;
  readonly width?: number;
}

const AS_SENT: Preset = { words: "viewer.preset.as-sent" };

const CT: readonly Preset[] = [
  { words: "viewer.preset.soft-tissue", centre: 40, width: 400 },
  { words: "viewer.preset.lung", centre: -600, width: 1500 },
  { words: "viewer.preset.bone", centre: 400, width: 1800 },
  { words: "viewer.preset.brain", centre: 40, width: 80 },
  { words: "viewer.preset.liver", centre: 60, width: 160 },
  { words: "viewer.preset.mediastinum", centre: 50, width: 350 },
];

/** The windows of a modality. Only the values of CT mean the same on every machine. */
export function presetsOf(modality: string): readonly Preset[] {
  return modality === "CT" ? [AS_SENT, ...CT] : [AS_SENT];
}
