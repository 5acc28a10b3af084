import { text } from "./messages";

/** A screen: its heading, its content, and what is shown in the bar. */
export interface Screen {
  readonly title: string;
  readonly body: readonly Node[];
  /** shown at the right of the bar */
  readonly aside?: Node;
  /** the root of the navigation; every other screen is one step away */
  readonly home?: true;
  /** a pending request may replace this screen */
  readonly yields?: true;
  /** the target of the Back button, if not home */
  back?(): void;
  /** called when another screen replaces this one */
  leave?(): void;
}

const AWAY = "away";

/** The frame around the changing screens. */
export class Shell {
  private shown: Screen | undefined;
  private readonly main = part("main");
  private readonly aside = part("aside");
  private readonly offline = part("offline");
  private leavingByItself = false;

  /** @param back called when the Back button is pressed on a screen other than home */
  constructor(back: () => void) {
    window.addEventListener("popstate", () => {
      if (!this.leavingByItself) {
        this.shown?.back ? this.shown.back() : back();
      }
      this.leavingByItself = false;
    });
  }

  show(screen: Screen): void {
    this.shown?.leave?.();
    this.remember(screen);
    this.shown = screen;
    document.title = text("app.title", screen.title);
    this.aside.replaceChildren(...(screen.aside ? [screen.aside] : []));
    this.main.replaceChildren(...screen.body);
    window.scrollTo(0, 0);
    this.main.querySelector("h1")?.focus();
  }

  /** Whether a pending request may be shown now. */
  yields(): boolean {
    return this.shown?.yields === true;
  }

  isShowing(screen: Screen | undefined): boolean {
    return screen !== undefined && this.shown === screen;
  }

  /** Every flow from home is one entry of the browser's history, however many screens it has. */
  private remember(screen: Screen): void {
    const away = history.state === AWAY;
    if (screen.home && away) {
      this.leavingByItself = true;
      history.back();
    } else if (!screen.home && !away) {
      history.pushState(AWAY, "");
    }
  }

  sayOffline(offline: boolean): void {
    this.offline.hidden = !offline;
  }
}

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`no element: ${id}`);
  }
  return found;
}
