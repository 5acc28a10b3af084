import { el, icon } from "sallyport-common/dom";
import { type PlainKey, text } from "../messages";
import type { Preset } from "./presets";
import { Stops } from "./stops";
import { TOOL_WORDS, type ToolName } from "./tools";

/** What the buttons do. */
export interface Acts {
  tool(tool: ToolName): void;
  preset(number: number): void;
  step(by: number): void;
  zoom(by: number): void;
  invert(): void;
  rotate(): void;
  reset(): void;
  play(): void;
  rate(rate: number): void;
  clear(): void;
  compare(): void;
  planes(): void;
  text(): void;
  help(): void;
}

const ICONS: Readonly<Record<string, string>> = {
  window: "M10 2.5a7.5 7.5 0 1 0 0 15zM10 2.5a7.5 7.5 0 0 1 0 15",
  scroll: "M4 3.5h12v5H4zM4 11.5h12v5H4z",
  pan: "M10 2v16M2 10h16M10 2 7.5 4.5M10 2l2.5 2.5M10 18l-2.5-2.5M10 18l2.5-2.5M2 10l2.5-2.5M2 10l2.5 2.5M18 10l-2.5-2.5M18 10l-2.5 2.5",
  zoom: "M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M12.5 12.5 17.5 17.5M8.5 6v5M6 8.5h5",
  length: "M3 17 17 3M3 13v4h4M13 3h4v4",
  angle: "M16 4 4 16h13M9 11c2 1 2.5 3 2.5 5",
  invert: "M3.5 3.5h13v13h-13zM3.5 16.5l13-13",
  rotate: "M15.5 6.5A7 7 0 1 0 17 10M16 2.5v4.5h-4.5",
  reset: "M4.5 6.5A7 7 0 1 1 3 10M4 2.5v4.5h4.5",
  play: "M6 3.5v13l10-6.5z",
  pause: "M6 3.5v13M14 3.5v13",
  previous: "M5 12.5l5-5 5 5",
  next: "M5 7.5l5 5 5-5",
  clear: "M4 4l12 12M16 4 4 16",
  compare: "M2.5 4h15v12h-15zM10 4v12",
  planes: "M3 6l7-3.5L17 6l-7 3.5zM3 6v8l7 3.5V9.5M17 6v8l-7 3.5",
  text: "M4 4.5V3.5h12v1M10 3.5v13M7.5 16.5h5",
  help: "M7 7.5c0-4 6-4 6 0 0 2.5-3 2.5-3 5M10 15.5v1",
};

const SPACE = " ";
const KEYS_OF_TOOLS: Readonly<Record<string, string>> = {
  window: "W",
  scroll: "S",
  pan: "P",
  zoom: "Z",
  length: "L",
  angle: "A",
  previous: "↑",
  next: "↓",
  play: SPACE,
  invert: "I",
  rotate: "R",
  reset: "0",
  compare: "C",
  planes: "M",
  text: "T",
  help: "?",
};

/** The buttons. On narrow screens they scroll sideways. */
export class Toolbar {
  readonly element = el("div", {
    class: "tools",
    role: "toolbar",
    "aria-label": text("viewer.tool.all"),
  });
  private readonly tools = new Map<ToolName, HTMLButtonElement>();
  private readonly presets = el("select", {
    class: "input tools__preset",
    "aria-label": text("viewer.preset.label"),
  });
  private readonly rate = el("input", {
    class: "tools__rate",
    type: "range",
    min: "1",
    max: "60",
    "aria-label": text("viewer.cine.rate"),
  });
  private readonly play: HTMLButtonElement;
  private readonly compare: HTMLButtonElement;
  private readonly planes: HTMLButtonElement;
  private readonly text: HTMLButtonElement;
  private offered: string | undefined;
  private readonly stops: Stops;

  constructor(acts: Acts) {
    for (const tool of Object.keys(TOOL_WORDS) as ToolName[]) {
      this.tools.set(
        tool,
        this.button(tool, TOOL_WORDS[tool], () => acts.tool(tool)),
      );
    }
    this.presets.addEventListener("change", () => acts.preset(this.presets.selectedIndex + 1));
    this.rate.addEventListener("input", () => acts.rate(Number(this.rate.value)));
    this.element.append(this.presets);
    this.button("clear", "viewer.tool.clear", () => acts.clear());
    this.button("previous", "viewer.tool.previous", () => acts.step(-1));
    this.button("next", "viewer.tool.next", () => acts.step(1));
    this.play = this.button("play", "viewer.tool.play", () => acts.play());
    this.element.append(this.rate);
    this.button("invert", "viewer.tool.invert", () => acts.invert());
    this.button("rotate", "viewer.tool.rotate", () => acts.rotate());
    this.button("reset", "viewer.tool.reset", () => acts.reset());
    this.compare = this.button("compare", "viewer.tool.compare", () => acts.compare());
    this.planes = this.button("planes", "viewer.tool.planes", () => acts.planes());
    this.text = this.button("text", "viewer.tool.text", () => acts.text());
    this.button("help", "viewer.tool.help", () => acts.help());
    this.stops = new Stops(this.element);
  }

  chosen(tool: ToolName): void {
    for (const [name, button] of this.tools) {
      button.setAttribute("aria-pressed", String(name === tool));
    }
  }

  /** Offers windows. */
  offer(presets: readonly Preset[]): void {
    const names = presets.map(({ name }) => name).join("\n");
    if (names !== this.offered) {
      this.offered = names;
      this.presets.replaceChildren(...presets.map(({ name }) => el("option", {}, name)));
      this.presets.hidden = presets.length < 2;
      this.stops.settle();
    }
  }

  preset(number: number): void {
    this.presets.selectedIndex = number - 1;
  }

  playing(isPlaying: boolean, rate: number, canPlay: boolean): void {
    this.play.setAttribute("aria-pressed", String(isPlaying));
    this.play.disabled = !canPlay;
    this.rate.value = String(rate);
    this.rate.hidden = !isPlaying;
    this.stops.settle();
  }

  comparing(isComparing: boolean): void {
    this.compare.setAttribute("aria-pressed", String(isComparing));
  }

  texting(isShown: boolean): void {
    this.text.setAttribute("aria-pressed", String(isShown));
  }

  /** @param why why there are no reconstructions, which the button says; undefined if there are */
  reconstructing(isShown: boolean, why: string | undefined): void {
    this.planes.setAttribute("aria-pressed", String(isShown));
    this.planes.title = why ?? tipOf("planes", "viewer.tool.planes");
    this.planes.classList.toggle("is-off", why !== undefined);
  }

  private button(name: string, words: PlainKey, act: () => void): HTMLButtonElement {
    const shape = icon(ICONS[name] ?? "");
    const made = el("button", { type: "button", class: "tool" }, shape, text(words));
    made.title = tipOf(name, words);
    const key = KEYS_OF_TOOLS[name];
    if (key !== undefined) {
      made.setAttribute("aria-keyshortcuts", key === SPACE ? "Space" : key);
    }
    made.addEventListener("click", act);
    this.element.append(made);
    return made;
  }
}

/** What is said of a button beside the pointer: its words, and its key. */
function tipOf(name: string, words: PlainKey): string {
  const key = KEYS_OF_TOOLS[name];
  const named = key === SPACE ? text("viewer.key.space") : key;
  return named === undefined ? text(words) : text("viewer.tool.tip", text(words), named);
}
