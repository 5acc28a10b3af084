const STOPS = ":scope > :is(button, select, input)";

/**
 * One stop of the Tab key for all controls of a toolbar. Arrows to the left and right lead from one
 * to the next, Home and End to the first and last; up and down are left to lists and sliders.
 */
export class Stops {
  private current: HTMLElement | undefined;

  constructor(private readonly toolbar: HTMLElement) {
    toolbar.addEventListener("focusin", ({ target }) => this.stopAt(target as HTMLElement));
    toolbar.addEventListener("keydown", (event) => this.press(event));
    this.settle();
  }

  /** Makes one of the controls that can be used the stop. */
  settle(): void {
    const usable = this.usable();
    const stop = usable.find((it) => it === this.current) ?? usable[0];
    this.all().forEach((it) => {
      it.tabIndex = it === stop ? 0 : -1;
    });
  }

  private stopAt(control: HTMLElement): void {
    this.current = control;
    this.settle();
  }

  private press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) {
      return;
    }
    const usable = this.usable();
    const at = usable.indexOf(event.target as HTMLElement);
    const next = placeOf(event.key, at, usable.length);
    if (at >= 0 && next !== undefined) {
      event.preventDefault();
      usable[next]?.focus();
    }
  }

  private all(): HTMLElement[] {
    return [...this.toolbar.querySelectorAll<HTMLElement>(STOPS)];
  }

  private usable(): HTMLElement[] {
    return this.all().filter((it) => !it.hidden && !(it as HTMLButtonElement).disabled);
  }
}

function placeOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
