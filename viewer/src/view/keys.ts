import { type PlainKey, text } from "../messages";
import type { ToolName } from "./tools";

/** What a key does. */
export type Act =
  | { readonly act: "step"; readonly by: number }
  | { readonly act: "end"; readonly last: boolean }
  | { readonly act: "series"; readonly by: number }
  | { readonly act: "zoom"; readonly by: number }
  | { readonly act: "move"; readonly right: number; readonly down: number }
  | { readonly act: "width" | "centre"; readonly by: number }
  | { readonly act: "tool"; readonly tool: ToolName }
  | { readonly act: "preset"; readonly number: number }
  | {
      readonly act: "invert" | "rotate" | "reset" | "play" | "compare" | "planes" | "help" | "pane";
    };

const PAGE_STEP = 10;
const MOVE_PIXELS = 40;

const ACTS: Readonly<Record<string, Act>> = {
  ArrowDown: { act: "step", by: 1 },
  ArrowUp: { act: "step", by: -1 },
  PageDown: { act: "step", by: PAGE_STEP },
  PageUp: { act: "step", by: -PAGE_STEP },
  Home: { act: "end", last: false },
  End: { act: "end", last: true },
  ArrowRight: { act: "series", by: 1 },
  ArrowLeft: { act: "series", by: -1 },
  "+": { act: "zoom", by: 1 },
  "=": { act: "zoom", by: 1 },
  "-": { act: "zoom", by: -1 },
  "Shift+ArrowRight": { act: "move", right: MOVE_PIXELS, down: 0 },
  "Shift+ArrowLeft": { act: "move", right: -MOVE_PIXELS, down: 0 },
  "Shift+ArrowDown": { act: "move", right: 0, down: MOVE_PIXELS },
  "Shift+ArrowUp": { act: "move", right: 0, down: -MOVE_PIXELS },
  "]": { act: "width", by: 1 },
  "[": { act: "width", by: -1 },
  ".": { act: "centre", by: 1 },
  ",": { act: "centre", by: -1 },
  w: { act: "tool", tool: "window" },
  s: { act: "tool", tool: "scroll" },
  p: { act: "tool", tool: "pan" },
  z: { act: "tool", tool: "zoom" },
  l: { act: "tool", tool: "length" },
  a: { act: "tool", tool: "angle" },
  i: { act: "invert" },
  r: { act: "rotate" },
  "0": { act: "reset" },
  " ": { act: "play" },
  c: { act: "compare" },
  m: { act: "planes" },
  n: { act: "pane" },
  "?": { act: "help" },
};

/** The act of a key; undefined if it has none. Keys with Ctrl, Alt or Meta are the browser's. */
function actOf(event: KeyboardEvent): Act | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return undefined;
  }
  if (/^[1-9]$/.test(event.key)) {
    return { act: "preset", number: Number(event.key) };
  }
  const shifted = event.shiftKey && event.key.startsWith("Arrow");
  return ACTS[
    shifted ? `Shift+${event.key}` : event.key.length === 1 ? event.key.toLowerCase() : event.key
  ];
}

/** Passes on what keys stand for that are pressed while images have the focus. */
export function onKeys(place: HTMLElement, perform: (act: Act) => void): void {
  place.addEventListener("keydown", (event) => {
    const isInPane = event.target instanceof Element && event.target.matches(".pane, .pane__view");
    const act = isInPane ? actOf(event) : undefined;
    if (act !== undefined) {
      event.preventDefault();
      perform(act);
    }
  });
}

/** The keys in the order of the help, and what they do. */
export const KEYS: readonly (readonly [keys: readonly string[], words: PlainKey])[] = [
  [["↑", "↓"], "viewer.keys.step"],
  [[text("viewer.key.page-up"), text("viewer.key.page-down")], "viewer.keys.page"],
  [[text("viewer.key.home"), text("viewer.key.end")], "viewer.keys.ends"],
  [["←", "→"], "viewer.keys.series"],
  [["+", "−"], "viewer.keys.zoom"],
  [[text("viewer.key.shift-arrows")], "viewer.keys.move"],
  [["[", "]"], "viewer.keys.width"],
  [[",", "."], "viewer.keys.centre"],
  [["1", "9"], "viewer.keys.preset"],
  [["W", "S", "P", "Z", "L", "A"], "viewer.keys.tools"],
  [["I"], "viewer.tool.invert"],
  [["R"], "viewer.tool.rotate"],
  [["0"], "viewer.tool.reset"],
  [[text("viewer.key.space")], "viewer.keys.play"],
  [["C"], "viewer.tool.compare"],
  [["M"], "viewer.tool.planes"],
  [["N"], "viewer.keys.pane"],
  [["?"], "viewer.tool.help"],
];
