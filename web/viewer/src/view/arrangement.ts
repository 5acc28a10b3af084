import type { Pane } from "../pane/pane";
import { text } from "../messages";
import { type FirstLook, scaleAlike } from "./firstLook";
import { turnToMiddle } from "./mammograms";
import type { Start } from "./opening";

/** What the arrangement uses of the viewer. */
export interface Arranged {
  readonly panes: readonly Pane[];
  open(start: Start, pane: Pane): Promise<void>;
  /** Takes away what a pane shows. */
  empty(pane: Pane): void;
}

/** Fills all panes at once, and looks after images that were mirrored for it. */
export class Arrangement {
  /** Panes with an image that was mirrored, and which. */
  private readonly turned = new Map<Pane, string>();
  private count = 0;

  constructor(private readonly on: Arranged) {}

  /** Opens what stands in each pane; there are enough of them. */
  async fill(look: FirstLook): Promise<void> {
    const mine = ++this.count;
    const { panes } = this.on;
    await Promise.all(
      look.panes.map(async (it, i) => {
        const pane = panes[i] as Pane;
        if (it === undefined) {
          this.on.empty(pane);
          pane.tell(text(look.isCertain ? "viewer.hanging.missing" : "viewer.compare.choose"));
        } else {
          await this.on.open(it, pane);
          if (mine === this.count && pane.asked === it.entry && turnToMiddle(pane)) {
            this.turned.set(pane, pane.frame?.imageId ?? "");
          }
        }
      }),
    );
    if (look.isOfOneScale && mine === this.count) {
      scaleAlike(panes);
    }
  }

  /** Forgets a pane that is removed. */
  leave(pane: Pane): void {
    this.turned.delete(pane);
  }

  /** Another image of a series is not mirrored because one was when the study was opened. */
  turnBack(): void {
    for (const [pane, imageId] of this.turned) {
      if (pane.frame !== undefined && pane.frame.imageId !== imageId) {
        this.turned.delete(pane);
        if (pane.picture.presentation.isMirrored) {
          pane.picture.presentation.mirror("across");
        }
      }
    }
  }
}
