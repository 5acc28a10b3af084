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
      readonly act:
        | "invert"
        | "rotate"
        | "reset"
        | "play"
        | "compare"
        | "planes"
        | "text"
        | "help"
        | "pane";
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
  t: { act: "text" },
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

const FIELDS = "input, select, textarea, dialog, [contenteditable]";
const BUTTONS = "a[href], button, summary";
/** What these keys do to a button, or to a list of them, is the browser's. */
const KEYS_OF_BUTTONS = [" ", "Enter"];
const LISTS = ".tools, .strip, .objects";

/** Whether what has the focus needs a key itself. */
function isNeeded({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) {
    return false;
  }
  return (
    target.closest(FIELDS) !== null ||
    (target.closest(BUTTONS) !== null && KEYS_OF_BUTTONS.includes(key)) ||
    (target.closest(LISTS) !== null && /^(Arrow|Home$|End$|Page)/.test(key))
  );
}

/**
 * Passes on what keys stand for, wherever the focus is: nobody has to press on an image first.
 * Keys of one letter can be switched off, for those who speak their commands.
 *
 * @param place the viewer, below which a dialog can be open
 */
export function onKeys(place: HTMLElement, perform: (act: Act) => void): void {
  const pressed = (event: KeyboardEvent): void => {
    const isOpen = place.ownerDocument.querySelector("dialog[open]") !== null;
    const isOff = event.key.length === 1 && !keysAreOn();
    const act = isOpen || isOff || isNeeded(event) ? undefined : actOf(event);
    if (act !== undefined) {
      event.preventDefault();
      perform(act);
    }
  };
  // Before the images, which keep keys from the library.
  document.addEventListener("keydown", pressed, { capture: true });
}

const STORED = "viewer-keys";
const OFF = "off";

/** Whether keys of one letter work in this browser. */
export function keysAreOn(): boolean {
  return stored()?.getItem(STORED) !== OFF;
}

export function switchKeys(isOn: boolean): void {
  stored()?.setItem(STORED, isOn ? "on" : OFF);
}

/** What the browser keeps for this page; undefined if it is told to keep nothing. */
function stored(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** Keys, with what stands between two of them, and what they do. */
export interface KeyLine {
  readonly keys: readonly string[];
  readonly between?: string;
  readonly words: PlainKey;
}

/** The keys in the order of the help. */
export const KEYS: readonly KeyLine[] = [
  { keys: ["↑", "↓"], words: "viewer.keys.step" },
  { keys: [text("viewer.key.page-up"), text("viewer.key.page-down")], words: "viewer.keys.page" },
  { keys: [text("viewer.key.home"), text("viewer.key.end")], words: "viewer.keys.ends" },
  { keys: ["←", "→"], words: "viewer.keys.series" },
  { keys: ["+", "−"], words: "viewer.keys.zoom" },
  { keys: [text("viewer.key.shift-arrows")], words: "viewer.keys.move" },
  { keys: ["[", "]"], words: "viewer.keys.width" },
  { keys: [",", "."], words: "viewer.keys.centre" },
  { keys: ["1", "9"], between: text("viewer.key.to"), words: "viewer.keys.preset" },
  { keys: ["W", "S", "P", "Z", "L", "A"], words: "viewer.keys.tools" },
  { keys: ["I"], words: "viewer.tool.invert" },
  { keys: ["R"], words: "viewer.tool.rotate" },
  { keys: ["0"], words: "viewer.tool.reset" },
  { keys: [text("viewer.key.space")], words: "viewer.keys.play" },
  { keys: ["C"], words: "viewer.tool.compare" },
  { keys: ["M"], words: "viewer.tool.planes" },
  { keys: ["N"], words: "viewer.keys.pane" },
  { keys: ["T"], words: "viewer.keys.text" },
  { keys: ["?"], words: "viewer.tool.help" },
];
