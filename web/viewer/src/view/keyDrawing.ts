import type { Types } from "@cornerstonejs/core";
import { type Drawing, PLACES } from "../measurements/drawing";
import { type MeasureName, isMeasure } from "../measurements/measures";
import { listed, text } from "../messages";
import { CrossCursor } from "../pane/crossCursor";
import type { Tools } from "./tools";

const FAST_PIXELS = 10;
const MOVES: Readonly<Record<string, Types.Point2>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What is being drawn. */
interface Begun {
  readonly kind: MeasureName;
  readonly section: HTMLElement;
  readonly view: HTMLDivElement;
  readonly drawing: Drawing;
  readonly needed: number;
  readonly set: readonly Types.Point2[];
  readonly at: Types.Point2;
}

/** Draws measurements by keys: arrows move a cross, Enter sets a point at it. */
export class KeyDrawing {
  private readonly cross = new CrossCursor();
  private begun: Begun | undefined;

  /** @param say tells the reader what happened, and what is measured */
  constructor(
    private readonly tools: Tools,
    private readonly say: (words: string) => void,
  ) {
    document.addEventListener("focusout", ({ target }) => {
      if (target === this.begun?.section) {
        this.stop();
      }
    });
  }

  /** Whether a key was used for drawing. */
  takes(event: KeyboardEvent): boolean {
    const { key, ctrlKey, altKey, metaKey, target } = event;
    if (ctrlKey || altKey || metaKey) {
      return this.leaves(key !== "Control" && key !== "Alt" && key !== "Meta");
    }
    if (this.begun === undefined) {
      const isOnPane = target instanceof HTMLElement && target.matches("section.pane");
      return key === "Enter" && isOnPane && this.begin(target);
    }
    if (!this.begun.drawing.isStill) {
      // What is set so far would be elsewhere on what is seen now.
      this.stop();
      this.say(text("viewer.draw.left"));
      return true;
    }
    const move = MOVES[key];
    if (move !== undefined) {
      this.move(move, event.shiftKey ? FAST_PIXELS : 1);
    } else if (key === "Enter") {
      this.set();
    } else if (key === "Escape") {
      this.stop();
      this.say(text("viewer.draw.left"));
    } else {
      return this.leaves(key !== "Shift");
    }
    return true;
  }

  /** Another key than those that draw ends the drawing, and is used for what it is. */
  private leaves(isOther: boolean): false {
    if (isOther) {
      this.stop();
    }
    return false;
  }

  /** Nothing is drawn. */
  stop(): void {
    this.begun?.drawing.cancel();
    this.begun = undefined;
    this.cross.hide();
  }

  private begin(section: HTMLElement): boolean {
    const { chosen } = this.tools;
    const view = section.querySelector<HTMLDivElement>(".pane__view");
    const needed = isMeasure(chosen) ? PLACES[chosen] : undefined;
    if (!isMeasure(chosen) || needed === undefined) {
      this.say(text(isMeasure(chosen) ? "viewer.draw.by-hand" : "viewer.draw.no-tool"));
      return true;
    }
    const isShown = !section.matches(".is-refused, .is-loading, .is-other");
    const drawing = view !== null && isShown ? this.tools.draws(chosen, view) : undefined;
    if (view === null || drawing === undefined) {
      this.say(text("viewer.picture.none"));
      return true;
    }
    const at: Types.Point2 = [Math.round(view.clientWidth / 2), Math.round(view.clientHeight / 2)];
    this.begun = { kind: chosen, section, view, drawing, needed, set: [], at };
    this.show();
    this.say(text("viewer.draw.begun"));
    return true;
  }

  private move([x, y]: Types.Point2, by: number): void {
    if (this.begun !== undefined) {
      const { at, view } = this.begun;
      const within = (value: number, most: number) => Math.max(0, Math.min(most - 1, value));
      this.begun = {
        ...this.begun,
        at: [within(at[0] + x * by, view.clientWidth), within(at[1] + y * by, view.clientHeight)],
      };
      this.show();
      const { words } = this.begun.drawing;
      if (this.begun.set.length > 0 && words.length > 0) {
        this.say(listed(words));
      }
    }
  }

  private set(): void {
    if (this.begun === undefined) {
      return;
    }
    const { set, at, needed, drawing } = this.begun;
    const last = set.at(-1);
    if (last !== undefined && last[0] === at[0] && last[1] === at[1]) {
      this.say(text("viewer.draw.same"));
      return;
    }
    const all = [...set, at];
    this.begun = { ...this.begun, set: all };
    if (all.length < needed) {
      this.show();
      this.say(text("viewer.draw.point", all.length, needed));
      return;
    }
    drawing.show(all);
    const { words } = drawing;
    this.begun = undefined;
    this.cross.hide();
    this.tools.drew(drawing);
    this.say(text("viewer.draw.done", listed(words)));
  }

  private show(): void {
    if (this.begun !== undefined) {
      const { view, at, set, drawing } = this.begun;
      this.cross.place(view, at);
      if (set.length > 0) {
        drawing.show([...set, at]);
      }
    }
  }
}
