import { Pane } from "../pane/pane";
import type { Surroundings } from "../pane/surroundings";
import type { Tools } from "./tools";

/** The panes side by side: one or two, of which one is active. */
export class Panes {
  readonly all: Pane[] = [];
  private index = 0;
  /** A pane can change its size while that of all together stays the same. */
  private readonly resized = new ResizeObserver(() => this.around.engine.resize(true, true));

  /**
   * @param engine the name of the library's engine that draws them
   * @param changed is told when another one becomes active
   */
  constructor(
    private readonly around: Surroundings,
    private readonly tools: Tools,
    private readonly engine: string,
    private readonly changed: () => void,
  ) {}

  get active(): Pane {
    return this.all[this.index] as Pane;
  }

  /** The one beside the first; undefined if there is none. */
  get second(): Pane | undefined {
    return this.all[1];
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
    choose();
  }

  /** Removes the last pane; the first becomes the active one. */
  removeLast(): void {
    const last = this.all.pop();
    this.activate(0);
    if (last !== undefined) {
      this.tools.remove(last.picture.id, this.engine);
      this.resized.unobserve(last.element);
      last.remove();
    }
  }

  /** Frames the active one. */
  mark(): void {
    this.all.forEach((pane, i) => pane.element.classList.toggle("is-active", i === this.index));
  }

  private activate(index: number): void {
    if (index >= 0 && index !== this.index) {
      this.index = index;
      this.changed();
    }
  }
}
