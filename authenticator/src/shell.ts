/** One thing at a time: a screen with its heading, what is below it, and what stands in the bar. */
export interface Screen {
  readonly title: string;
  readonly body: readonly Node[];
  /** at the right of the bar */
  readonly aside?: Node;
  /** what everything else is a step away from */
  readonly home?: true;
  /** a sign-in that waits may take its place */
  readonly yields?: true;
  /** where the Back button leads to, if not home */
  back?(): void;
  /** called when another screen takes its place */
  leave?(): void;
}

const AWAY = "away";
const NAME = "Sallyport Authenticator";

/** The frame around the screens; it stays, they change. */
export class Shell {
  private shown: Screen | undefined;
  private readonly main = part("main");
  private readonly aside = part("aside");
  private readonly offline = part("offline");
  private leavingByItself = false;

  /** @param back the Back button was pressed on a screen that is not home */
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
    document.title = `${screen.title} – ${NAME}`;
    this.aside.replaceChildren(...(screen.aside ? [screen.aside] : []));
    this.main.replaceChildren(...screen.body);
    window.scrollTo(0, 0);
    this.main.querySelector("h1")?.focus();
  }

  /** Whether a sign-in that waits may be shown now. */
  yields(): boolean {
    return this.shown?.yields === true;
  }

  isShowing(screen: Screen | undefined): boolean {
    return screen !== undefined && this.shown === screen;
  }

  /** Every way from home is one step of the browser's history, however many screens it has. */
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
