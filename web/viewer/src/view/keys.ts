import { type Act, COMMANDS } from "./commandList";

const ACTS = new Map(COMMANDS.flatMap(({ keys, act }) => keys.map((key) => [key, act] as const)));

/** The act of a key; undefined if it has none. Other keys with Ctrl, Alt or Meta are the browser's. */
function actOf(event: KeyboardEvent): Act | undefined {
  if (event.altKey) {
    return undefined;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isHeld = event.ctrlKey || event.metaKey;
  const shift = event.shiftKey && (isHeld || key.startsWith("Arrow")) ? "Shift+" : "";
  return ACTS.get(`${isHeld ? "Ctrl+" : ""}${shift}${key}`);
}

/** A video that has the focus is played by the browser's keys. */
const FIELDS = "input, select, textarea, dialog, video, [contenteditable]";
const BUTTONS = "a[href], button, summary";
/** What these keys do to a button, or to a list of them, is the browser's. */
const KEYS_OF_BUTTONS = [" ", "Enter"];
const LISTS = ".strip, .objects";
const BARS = ".tools, .more";

/** Whether what has the focus needs a key itself. */
function isNeeded({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) {
    return false;
  }
  return (
    target.closest(FIELDS) !== null ||
    (target.closest(BUTTONS) !== null && KEYS_OF_BUTTONS.includes(key)) ||
    (target.closest(LISTS) !== null && /^(Arrow|Home$|End$|Page)/.test(key)) ||
    (target.closest(BARS) !== null && /^(ArrowLeft|ArrowRight|Home|End)$/.test(key))
  );
}

/**
 * Passes on what keys stand for, wherever the focus is: nobody has to press on an image first.
 * Keys of one letter can be switched off, for those who speak their commands.
 *
 * @param place the viewer, below which a dialog can be open
 * @param takes uses a key for something else first
 */
export function onKeys(
  place: HTMLElement,
  takes: (event: KeyboardEvent) => boolean,
  perform: (act: Act) => void,
): void {
  const pressed = (event: KeyboardEvent): void => {
    const isOpen = place.ownerDocument.querySelector("dialog[open]") !== null;
    if (!isOpen && takes(event)) {
      event.preventDefault();
      // A pane below hears it no more.
      event.stopPropagation();
      return;
    }
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    const isOff = isLetter && !keysAreOn();
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
