import { onRatio } from "../images/canvasPixels";
import { Pane } from "../pane/pane";
import { DRAGGED } from "../panel/strip";
import type { Surroundings } from "../pane/surroundings";
import type { Tools } from "./tools";

/** At most so many panes. */
export const MOST_PANES = 4;

/** The panes side by side, of which one is active. */
export class Panes {
  readonly all: Pane[] = [];
  private index = 0;
  /** A pane can change its size while that of all together stays the same. */
  private readonly resize = () => this.around.engine.resize(true, true);
  private readonly resized = new ResizeObserver(this.resize);

  /**
   * @param engine the name of the library's engine that draws them
   * @param changed is told when another one becomes active
   * @param dropped is told when a series of the list was dropped on one
   */
  constructor(
    private readonly around: Surroundings,
    private readonly tools: Tools,
    private readonly engine: string,
    private readonly changed: () => void,
    private readonly dropped: (pane: Pane, series: string) => void,
  ) {
    onRatio(this.resize, new AbortController().signal);
  }

  get active(): Pane {
    return this.all[this.index] as Pane;
  }

  /** Adds a pane and makes it the active one. */
  add(): void {
    const pane = new Pane(this.all.length + 1, this.around);
    this.all.push(pane);
    this.tools.add(pane.picture.id, this.engine, pane.picture.presentation.placement);
    this.resized.observe(pane.element);
    const choose = () => this.activate(this.all.indexOf(pane));
    pane.element.addEventListener("pointerdown", choose, { capture: true });
    pane.element.addEventListener("focusin", choose);
    this.takeSeries(pane);
    choose();
  }

  private takeSeries(pane: Pane): void {
    const isSeries = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes(DRAGGED);
    pane.element.addEventListener("dragover", (event) => {
      if (isSeries(event)) {
        event.preventDefault();
      }
    });
    pane.element.addEventListener("drop", (event) => {
      if (isSeries(event)) {
        event.preventDefault();
        pane.element.focus();
        this.dropped(pane, event.dataTransfer?.getData(DRAGGED) ?? "");
      }
    });
  }

  /** Removes the last pane; if it was the active one, the first becomes it. */
  removeLast(): void {
    const last = this.all.pop();
    if (this.index >= this.all.length) {
      this.activate(0);
    }
    if (last !== undefined) {
      this.tools.remove(last.picture.id, this.engine);
      this.resized.unobserve(last.element);
      last.remove();
    }
  }

  /** Frames the active one. */
  mark(): void {
    document.querySelector("[data-panes]")?.setAttribute("data-panes", String(this.all.length));
    this.all.forEach((pane, i) => pane.element.classList.toggle("is-active", i === this.index));
  }

  activate(index: number): void {
    if (index >= 0 && index !== this.index) {
      this.index = index;
      this.changed();
    }
  }
}
