import { type PlainKey, text } from "../messages";
import { isMeasure } from "../measurements/measures";
import type { ToolName } from "./tools";

/** What a key or a button does. */
export type Act =
  | { readonly act: "step"; readonly by: number }
  | { readonly act: "end"; readonly last: boolean }
  | { readonly act: "series"; readonly by: number }
  | { readonly act: "zoom"; readonly by: number }
  | { readonly act: "move"; readonly right: number; readonly down: number }
  | { readonly act: "width" | "centre"; readonly by: number }
  | { readonly act: "tool"; readonly tool: ToolName }
  | { readonly act: "preset"; readonly number: number }
  /** So many panes; one more than now, or one after the most, if it is not said. */
  | { readonly act: "layout"; readonly count?: number }
  | {
      readonly act:
        | "clear"
        | "delete"
        | "undo"
        | "redo"
        | "invert"
        | "rotate"
        | "mirror"
        | "flip"
        | "reset"
        | "saved"
        | "play"
        | "compare"
        | "tile"
        | "calibrate"
        | "prior"
        | "standard"
        | "forget"
        | "picture"
        | "values"
        | "others"
        | "key"
        | "publish"
        | "print"
        | "link"
        | "planes"
        | "text"
        | "reported"
        | "contours"
        | "help"
        | "pane";
    };

/** What the toolbar shows of a command. */
export interface ButtonFace {
  readonly words: PlainKey;
  /** What is written on it, if its words are too long for that; a part of them. */
  readonly short?: PlainKey;
  /** The path of its drawing, 20 by 20. */
  readonly icon: string;
  /** Where it is: always in the toolbar, there on wide screens only, or always behind "More". */
  readonly place: "toolbar" | "wide" | "more";
}

/** A command: what it does, the keys that do it, its button and its line in the help. */
export interface Command {
  readonly act: Act;
  /** The keys as the browser names them, with "Ctrl+" and "Shift+" before those that need them. */
  readonly keys: readonly string[];
  /** Neighbours of the same words share a line of the help; none if there is no key. */
  readonly help?: PlainKey;
  /** What the help calls the keys, if not by their own names. */
  readonly keyWords?: string;
  readonly button?: ButtonFace;
}

const PAGE_STEP = 10;
const MOVE_PIXELS = 40;
const PRESETS = 9;

type Place = ButtonFace["place"];

function tool(name: ToolName, key: string, icon: string, place: Place): Command {
  return {
    act: { act: "tool", tool: name },
    keys: [key],
    help: isMeasure(name) ? "viewer.keys.measures" : "viewer.keys.tools",
    button: { words: `viewer.tool.${name}`, icon, place },
  };
}

function move(key: string, right: number, down: number): Command {
  return {
    act: { act: "move", right: right * MOVE_PIXELS, down: down * MOVE_PIXELS },
    keys: [`Shift+${key}`],
    help: "viewer.keys.move",
    keyWords: text("viewer.key.shift-arrows"),
  };
}

function presets(): Command[] {
  return Array.from({ length: PRESETS }, (_, i) => ({
    act: { act: "preset", number: i + 1 },
    keys: [String(i + 1)],
    help: "viewer.keys.preset",
    keyWords: text("viewer.key.range", 1, PRESETS),
  }));
}

/** All commands, in the order of the toolbar and of the help. */
export const COMMANDS: readonly Command[] = [
  tool("window", "w", "M10 2.5a7.5 7.5 0 1 0 0 15zM10 2.5a7.5 7.5 0 0 1 0 15", "toolbar"),
  tool("scroll", "s", "M4 3.5h12v5H4zM4 11.5h12v5H4z", "toolbar"),
  tool(
    "pan",
    "p",
    "M10 2v16M2 10h16M10 2 7.5 4.5M10 2l2.5 2.5M10 18l-2.5-2.5M10 18l2.5-2.5M2 10l2.5-2.5M2 10l2.5 2.5M18 10l-2.5-2.5M18 10l-2.5 2.5",
    "wide",
  ),
  tool(
    "zoom",
    "z",
    "M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M12.5 12.5 17.5 17.5M8.5 6v5M6 8.5h5",
    "toolbar",
  ),
  tool(
    "magnify",
    "g",
    "M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M12.5 12.5 17.5 17.5M6.5 6.5h4v4h-4z",
    "more",
  ),
  tool("locate", "x", "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M10 7v6M7 10h6", "more"),
  tool("length", "l", "M3 17 17 3M3 13v4h4M13 3h4v4", "toolbar"),
  tool("angle", "a", "M16 4 4 16h13M9 11c2 1 2.5 3 2.5 5", "wide"),
  tool("cobb", "k", "M3 4.5 17 7M3 16.5 16 13M11 6v8", "more"),
  tool("bidirectional", "b", "M4 16 16 4M7 7l6 6", "more"),
  tool("ellipse", "e", "M10 4.5c5 0 8 2.5 8 5.5s-3 5.5-8 5.5-8-2.5-8-5.5 3-5.5 8-5.5z", "more"),
  tool("rectangle", "q", "M3 5h14v10H3z", "more"),
  tool("circle", "o", "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14", "more"),
  tool("freehand", "f", "M5 15C1 10 6 3 11 4s8 5 4 9-4 0-10 2z", "more"),
  tool("probe", "d", "M10 2.5v5M10 12.5v5M2.5 10h5M12.5 10h5", "more"),
  tool("arrow", "j", "M17 3 6 14M6 8v6h6", "more"),
  {
    act: { act: "calibrate" },
    keys: [],
    button: {
      words: "viewer.tool.calibrate",
      place: "more",
      icon: "M2.5 7h15v6h-15zM5.5 7v3M8.5 7v2M11.5 7v3M14.5 7v2",
    },
  },
  ...presets(),
  {
    act: { act: "clear" },
    keys: [],
    button: {
      words: "viewer.tool.clear",
      short: "viewer.tool.clear.short",
      place: "more",
      icon: "M4 4l12 12M16 4 4 16",
    },
  },
  {
    act: { act: "delete" },
    keys: ["Delete", "Backspace"],
    help: "viewer.tool.delete",
    button: {
      words: "viewer.tool.delete",
      short: "viewer.tool.delete.short",
      place: "wide",
      icon: "M3.5 5.5h13M8 5V3h4v2M5.5 5.5l.8 11h7.4l.8-11",
    },
  },
  {
    act: { act: "undo" },
    keys: ["Ctrl+z"],
    help: "viewer.tool.undo",
    button: {
      words: "viewer.tool.undo",
      place: "wide",
      icon: "M6.5 4 3 7.5 6.5 11M3 7.5h8.5a4.5 4.5 0 0 1 0 9H8",
    },
  },
  {
    act: { act: "redo" },
    keys: ["Ctrl+Shift+z", "Ctrl+y"],
    help: "viewer.tool.redo",
    button: {
      words: "viewer.tool.redo",
      place: "wide",
      icon: "M13.5 4 17 7.5 13.5 11M17 7.5H8.5a4.5 4.5 0 0 0 0 9H12",
    },
  },
  {
    act: { act: "step", by: -1 },
    keys: ["ArrowUp"],
    help: "viewer.keys.step",
    button: {
      words: "viewer.tool.previous",
      short: "viewer.tool.previous.short",
      place: "wide",
      icon: "M5 12.5l5-5 5 5",
    },
  },
  {
    act: { act: "step", by: 1 },
    keys: ["ArrowDown"],
    help: "viewer.keys.step",
    button: {
      words: "viewer.tool.next",
      short: "viewer.tool.next.short",
      place: "wide",
      icon: "M5 7.5l5 5 5-5",
    },
  },
  { act: { act: "step", by: -PAGE_STEP }, keys: ["PageUp"], help: "viewer.keys.page" },
  { act: { act: "step", by: PAGE_STEP }, keys: ["PageDown"], help: "viewer.keys.page" },
  { act: { act: "end", last: false }, keys: ["Home"], help: "viewer.keys.ends" },
  { act: { act: "end", last: true }, keys: ["End"], help: "viewer.keys.ends" },
  { act: { act: "series", by: -1 }, keys: ["ArrowLeft"], help: "viewer.keys.series" },
  { act: { act: "series", by: 1 }, keys: ["ArrowRight"], help: "viewer.keys.series" },
  {
    act: { act: "play" },
    keys: [" "],
    help: "viewer.keys.play",
    button: { words: "viewer.tool.play", place: "wide", icon: "M6 3.5v13l10-6.5z" },
  },
  {
    act: { act: "invert" },
    keys: ["i"],
    help: "viewer.tool.invert",
    button: {
      words: "viewer.tool.invert",
      place: "wide",
      icon: "M3.5 3.5h13v13h-13zM3.5 16.5l13-13",
    },
  },
  {
    act: { act: "rotate" },
    keys: ["r"],
    help: "viewer.tool.rotate",
    button: {
      words: "viewer.tool.rotate",
      place: "wide",
      icon: "M15.5 6.5A7 7 0 1 0 17 10M16 2.5v4.5h-4.5",
    },
  },
  {
    act: { act: "mirror" },
    keys: ["h"],
    help: "viewer.tool.mirror",
    button: {
      words: "viewer.tool.mirror",
      place: "more",
      icon: "M10 2.5v15M7.5 5 2.5 15h5zM12.5 5l5 10h-5z",
    },
  },
  {
    act: { act: "flip" },
    keys: ["v"],
    help: "viewer.tool.flip",
    button: {
      words: "viewer.tool.flip",
      place: "more",
      icon: "M2.5 10h15M5 7.5l10-5v5zM5 12.5l10 5v-5z",
    },
  },
  {
    act: { act: "reset" },
    keys: ["0"],
    help: "viewer.tool.reset",
    button: {
      words: "viewer.tool.reset",
      place: "toolbar",
      icon: "M4.5 6.5A7 7 0 1 1 3 10M4 2.5v4.5h4.5",
    },
  },
  {
    act: { act: "saved" },
    keys: [";"],
    help: "viewer.tool.saved",
    button: {
      words: "viewer.tool.saved",
      place: "more",
      icon: "M2.5 10c3-5 12-5 15 0-3 5-12 5-15 0zM10 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
    },
  },
  { act: { act: "zoom", by: 1 }, keys: ["+", "="], help: "viewer.keys.zoom" },
  { act: { act: "zoom", by: -1 }, keys: ["-"], help: "viewer.keys.zoom" },
  move("ArrowRight", 1, 0),
  move("ArrowLeft", -1, 0),
  move("ArrowDown", 0, 1),
  move("ArrowUp", 0, -1),
  { act: { act: "width", by: -1 }, keys: ["["], help: "viewer.keys.width" },
  { act: { act: "width", by: 1 }, keys: ["]"], help: "viewer.keys.width" },
  { act: { act: "centre", by: -1 }, keys: [","], help: "viewer.keys.centre" },
  { act: { act: "centre", by: 1 }, keys: ["."], help: "viewer.keys.centre" },
  {
    act: { act: "compare" },
    keys: ["c"],
    help: "viewer.tool.compare",
    button: { words: "viewer.tool.compare", place: "wide", icon: "M2.5 4h15v12h-15zM10 4v12" },
  },
  {
    act: { act: "prior" },
    keys: ["/"],
    help: "viewer.tool.prior",
    button: {
      words: "viewer.tool.prior",
      place: "more",
      icon: "M10 4a6 6 0 1 0 6 6M10 6.5V10l2.5 2M16 3v4h-4",
    },
  },
  { act: { act: "layout" }, keys: ["y"], help: "viewer.keys.layout" },
  {
    act: { act: "tile" },
    keys: [],
    button: {
      words: "viewer.tool.tile",
      place: "more",
      icon: "M3 3.5h14v13H3zM10 3.5v13M3 10h14",
    },
  },
  {
    act: { act: "link" },
    keys: ["u"],
    help: "viewer.tool.link",
    button: {
      words: "viewer.tool.link",
      place: "wide",
      icon: "M8.5 11.5 11.5 8.5M9 6l1.5-1.5a3.5 3.5 0 0 1 5 5L14 11M11 14l-1.5 1.5a3.5 3.5 0 0 1-5-5L6 9",
    },
  },
  {
    act: { act: "planes" },
    keys: ["m"],
    help: "viewer.tool.planes",
    button: {
      words: "viewer.tool.planes",
      place: "wide",
      icon: "M3 6l7-3.5L17 6l-7 3.5zM3 6v8l7 3.5V9.5M17 6v8l-7 3.5",
    },
  },
  {
    act: { act: "picture" },
    keys: [],
    button: { words: "viewer.tool.picture", place: "more", icon: "M10 3v10M6 9l4 4 4-4M4 16.5h12" },
  },
  {
    act: { act: "values" },
    keys: [],
    button: {
      words: "viewer.tool.values",
      place: "more",
      icon: "M3 4h14v12H3zM3 8h14M3 12h14M8 4v12",
    },
  },
  {
    act: { act: "key" },
    keys: ["*"],
    button: {
      words: "viewer.tool.key",
      place: "more",
      icon: "M10 2.5l2.3 4.9 5.2.7-3.8 3.7.9 5.4L10 14.6l-4.6 2.6.9-5.4-3.8-3.7 5.2-.7z",
    },
  },
  {
    act: { act: "publish" },
    keys: [],
    button: { words: "viewer.tool.publish", place: "more", icon: "M10 13V3M6 7l4-4 4 4M4 16.5h12" },
  },
  {
    act: { act: "others" },
    keys: [],
    button: {
      words: "viewer.tool.others",
      place: "more",
      icon: "M2 10c4-7 12-7 16 0-4 7-12 7-16 0M10 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
    },
  },
  {
    act: { act: "print" },
    keys: [],
    button: {
      words: "viewer.tool.print",
      place: "more",
      icon: "M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.5h8v5H6z",
    },
  },
  {
    act: { act: "standard" },
    keys: [],
    button: {
      words: "viewer.tool.standard",
      place: "more",
      icon: "M3 3.5h8v13H3zM11 3.5h6v6.5h-6zM11 10h6v6.5h-6z",
    },
  },
  {
    act: { act: "forget" },
    keys: [],
    button: {
      words: "viewer.tool.forget",
      place: "more",
      icon: "M3 3.5h14v13H3zM7 7l6 6M13 7l-6 6",
    },
  },
  { act: { act: "pane" }, keys: ["n"], help: "viewer.keys.pane" },
  {
    act: { act: "text" },
    keys: ["t"],
    help: "viewer.keys.text",
    button: {
      words: "viewer.tool.text",
      place: "wide",
      icon: "M4 4.5V3.5h12v1M10 3.5v13M7.5 16.5h5",
    },
  },
  {
    act: { act: "reported" },
    keys: ["\\"],
    help: "viewer.tool.reported",
    button: {
      words: "viewer.tool.reported",
      short: "viewer.tool.reported.short",
      place: "more",
      icon: "M5 2.5h7l3 3v12H5zM7.5 13l5-5M7.5 11v2h2M10.5 8h2v2",
    },
  },
  {
    act: { act: "contours" },
    keys: ["'"],
    help: "viewer.tool.contours",
    button: {
      words: "viewer.tool.contours",
      place: "more",
      icon: "M6 4c4-2 9 0 10 4s-1 8-6 8-8-3-7-7c.5-2 1.500-4 3-5z",
    },
  },
  {
    act: { act: "help" },
    keys: ["?"],
    help: "viewer.tool.help",
    button: {
      words: "viewer.tool.help",
      place: "wide",
      icon: "M7 7.5c0-4 6-4 6 0 0 2.5-3 2.5-3 5M10 15.5v1",
    },
  },
];

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  PageUp: text("viewer.key.page-up"),
  PageDown: text("viewer.key.page-down"),
  Home: text("viewer.key.home"),
  End: text("viewer.key.end"),
  Delete: text("viewer.key.delete"),
  "-": "−",
  " ": text("viewer.key.space"),
};

const MODIFIERS: readonly (readonly [prefix: string, words: string, aria: string])[] = [
  ["Ctrl+", text("viewer.key.ctrl"), "Control"],
  ["Shift+", text("viewer.key.shift"), "Shift"],
];

/** The words of the modifiers of a key, and what is left of it. */
function parts(key: string, of: 1 | 2): [modifiers: string[], plain: string] {
  const held = MODIFIERS.filter(([prefix]) => key.includes(prefix));
  const plain = held.reduce((rest, [prefix]) => rest.replace(prefix, ""), key);
  return [held.map((it) => it[of]), plain];
}

/** What people call the first key of a command; undefined if it has none. */
export function keyName({ keys }: Command): string | undefined {
  const [key] = keys;
  if (key === undefined) {
    return undefined;
  }
  const [modifiers, plain] = parts(key, 1);
  return [...modifiers, KEY_NAMES[plain] ?? plain.toUpperCase()].join(" + ");
}

/** The first key of a command as ARIA names it; undefined if it has none. */
export function ariaKey({ keys }: Command): string | undefined {
  const [key] = keys;
  if (key === undefined) {
    return undefined;
  }
  const [modifiers, plain] = parts(key, 2);
  const name = plain === " " ? "Space" : plain.length === 1 ? plain.toUpperCase() : plain;
  return [...modifiers, name].join("+");
}

/** A line of the help: keys, and what they do. */
export interface KeyLine {
  readonly keys: readonly string[];
  readonly words: PlainKey;
}

/** A tool that measures is used by these keys, which are no commands of their own (keyDrawing.ts). */
const DRAWING: KeyLine = { keys: [text("viewer.key.enter")], words: "viewer.keys.draw" };

/** The lines of the help, in the order of the commands. */
export function keyLines(): KeyLine[] {
  const lines = new Map<PlainKey, Set<string>>();
  for (const command of COMMANDS) {
    const name = command.keyWords ?? keyName(command);
    if (command.help !== undefined && name !== undefined) {
      lines.set(command.help, (lines.get(command.help) ?? new Set()).add(name));
    }
  }
  return [...[...lines].map(([words, keys]) => ({ words, keys: [...keys] })), DRAWING];
}
