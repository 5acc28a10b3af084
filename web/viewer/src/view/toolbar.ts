import { el, icon } from "sallyport-common/dom";
import { text } from "../messages";
import { type Act, type ButtonFace, COMMANDS, type Command, ariaKey, keyName } from "./commandList";
import { MOST_PANES } from "./panes";
import type { Preset } from "./presets";
import { MoreTools } from "./moreTools";
import { Stops } from "./stops";
import type { ToolName } from "./tools";

/** What the controls ask for. */
export interface Asked {
  perform(act: Act): void;
  /** Pictures a second of a loop. */
  rate(rate: number): void;
}

/** A phone, upright or on its side; viewer.css has the same. */
const NARROW = matchMedia("(max-width: 48rem), (max-height: 30rem) and (pointer: coarse)");

/** The buttons. Those that have no place of their own are behind "More". */
export class Toolbar {
  readonly element = el("div", {
    class: "tools",
    role: "toolbar",
    "aria-label": text("viewer.tool.all"),
  });
  private readonly tools = new Map<ToolName, HTMLButtonElement>();
  private readonly tips = new Map<HTMLButtonElement, string>();
  /** All controls in their order, and where they belong. */
  private readonly controls: [HTMLElement, ButtonFace["place"]][] = [];
  private readonly more = new MoreTools();
  private readonly presets = el("select", {
    class: "input tools__preset",
    "aria-label": text("viewer.preset.label"),
  });
  private readonly layouts = el(
    "select",
    { class: "input tools__preset", "aria-label": text("viewer.layout.label") },
    ...Array.from({ length: MOST_PANES }, (_, i) =>
      el("option", {}, text("viewer.layout.shown", i + 1)),
    ),
  );
  private readonly rate = el("input", {
    class: "tools__rate",
    type: "range",
    min: "1",
    max: "60",
    "aria-label": text("viewer.cine.rate"),
  });
  private readonly buttons = new Map<Act["act"], HTMLButtonElement>();
  private offered: string | undefined;
  private readonly stops: Stops;

  constructor(asked: Asked) {
    for (const command of COMMANDS) {
      const { act, button } = command;
      if (act.act === "clear") {
        this.controls.push([this.presets, "wide"]);
      }
      if (button !== undefined) {
        const made = this.button(command, button, () => asked.perform(act));
        if (act.act === "tool") {
          this.tools.set(act.tool, made);
        } else {
          this.buttons.set(act.act, made);
        }
      }
      if (act.act === "compare") {
        this.controls.push([this.layouts, "wide"]);
      }
      if (act.act === "play") {
        this.controls.push([this.rate, "wide"]);
      }
    }
    this.presets.addEventListener("change", () =>
      asked.perform({ act: "preset", number: this.presets.selectedIndex + 1 }),
    );
    this.layouts.addEventListener("change", () =>
      asked.perform({ act: "layout", count: this.layouts.selectedIndex + 1 }),
    );
    this.rate.addEventListener("input", () => asked.rate(Number(this.rate.value)));
    this.place();
    this.stops = new Stops(this.element);
    NARROW.addEventListener("change", () => {
      this.place();
      this.stops.settle();
    });
  }

  /** Puts each control where it belongs on a screen of this width. */
  private place(): void {
    this.more.close();
    const isInBar = (place: ButtonFace["place"]) =>
      place === "toolbar" || (place === "wide" && !NARROW.matches);
    const inBar = this.controls.filter(([, place]) => isInBar(place)).map(([it]) => it);
    const others = this.controls.filter(([, place]) => !isInBar(place)).map(([it]) => it);
    const lastTool = this.tools.get(NARROW.matches ? "length" : "angle");
    const at = inBar.findIndex((it) => it === lastTool) + 1;
    others.forEach((it) => (it.tabIndex = 0));
    this.more.fill(others);
    this.element.replaceChildren(
      ...(NARROW.matches
        ? [...inBar, this.more.button]
        : [...inBar.slice(0, at), this.more.button, ...inBar.slice(at)]),
      this.more.element,
    );
  }

  chosen(tool: ToolName): void {
    for (const [name, button] of this.tools) {
      button.setAttribute("aria-pressed", String(name === tool));
    }
    this.more.chosen(this.tools.get(tool));
  }

  /**
   * Offers windows.
   *
   * @param image the one that they are for; empty if what is chosen stays for the next one
   */
  offer(presets: readonly Preset[], image = ""): void {
    const names = [image, ...presets.map(({ name }) => name)].join("\n");
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
    const play = this.press("play", isPlaying);
    if (play !== undefined) {
      play.disabled = !canPlay;
    }
    this.rate.value = String(rate);
    this.rate.hidden = !isPlaying;
    this.stops.settle();
  }

  /** @param isLinked whether all panes follow the active one */
  layOut(panes: number, isLinked: boolean): void {
    this.press("compare", panes > 1);
    this.layouts.selectedIndex = panes - 1;
    const link = this.press("link", isLinked);
    if (link !== undefined) {
      link.disabled = panes < 2;
    }
    this.stops.settle();
  }

  /** Takes away the button of something that there is not. */
  hide(act: Act["act"]): void {
    const button = this.buttons.get(act);
    if (button !== undefined) {
      button.hidden = true;
    }
  }

  /** @param isOn whether the active pane shows its images with a saved view */
  saving(isOn: boolean): void {
    this.press("saved", isOn);
  }

  texting(isShown: boolean): void {
    this.press("text", isShown);
  }

  /**
   * @param isOffered whether the reader may publish
   * @param isKey whether the image that is shown is chosen
   */
  offerPublishing(isOffered: boolean, isKey: boolean): void {
    this.press("key", isKey);
    for (const act of ["key", "publish"] as const) {
      const button = this.buttons.get(act);
      if (button !== undefined) {
        button.hidden = !isOffered;
      }
    }
  }

  /** @param areShown undefined if there are no measurements of others */
  offerOthers(areShown: boolean | undefined): void {
    const button = this.press("others", areShown === true);
    if (button !== undefined) {
      button.hidden = areShown === undefined;
    }
  }

  /** @param why why there are no reconstructions, which the button says; undefined if there are */
  reconstructing(isShown: boolean, why: string | undefined): void {
    for (const act of ["mirror", "flip"] as const) {
      const button = this.buttons.get(act);
      if (button !== undefined) {
        button.disabled = isShown;
      }
    }
    this.stops.settle();
    const planes = this.press("planes", isShown);
    if (planes !== undefined) {
      planes.title = why ?? this.tips.get(planes) ?? "";
      planes.classList.toggle("is-off", why !== undefined);
    }
  }

  private press(act: Act["act"], isPressed: boolean): HTMLButtonElement | undefined {
    const button = this.buttons.get(act);
    button?.setAttribute("aria-pressed", String(isPressed));
    return button;
  }

  private button(
    command: Command,
    { words, short, icon: path, place }: ButtonFace,
    act: () => void,
  ) {
    const made = el("button", { type: "button", class: "tool" }, icon(path), text(short ?? words));
    if (short !== undefined) {
      made.setAttribute("aria-label", text(words));
    }
    const name = keyName(command);
    made.title = name === undefined ? text(words) : text("viewer.tool.tip", text(words), name);
    const aria = ariaKey(command);
    if (aria !== undefined) {
      made.setAttribute("aria-keyshortcuts", aria);
    }
    this.tips.set(made, made.title);
    made.addEventListener("click", act);
    this.controls.push([made, place]);
    return made;
  }
}
