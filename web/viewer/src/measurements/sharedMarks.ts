import { annotation } from "@cornerstonejs/tools";
import type { Frame } from "../images/loadedSeries";
import { text } from "../messages";
import { expand } from "../page";
import { type Mark, byOf, drawnOf } from "./mark";

/** What somebody sent along with a share (studies.marks.SentMarkCalls). */
interface Sent {
  readonly by: string;
  readonly marks: readonly Mark[];
}

/** What is told of measurements of others. */
export interface SharedListener {
  /** So many are shown on what was opened. */
  shown(count: number): void;
  /** They could not be loaded. */
  failed(words: string): void;
}

const COLOUR = "rgb(102, 204, 255)";
const STYLE = {
  color: COLOUR,
  colorLocked: COLOUR,
  colorHighlighted: COLOUR,
  colorSelected: COLOUR,
  textBoxColor: COLOUR,
  textBoxColorLocked: COLOUR,
  textBoxColorHighlighted: COLOUR,
  textBoxColorSelected: COLOUR,
  lineDash: "6,3",
};

/**
 * Measurements that others sent to the reader along with shares: they have the names of who made
 * them, and cannot be changed, deleted or saved here.
 */
export class SharedMarks {
  private readonly known = new Map<string, Promise<readonly Sent[]>>();
  private readonly shown = new Set<string>();
  private isHidden = false;
  private isEnded = false;

  /** @param path of what was sent on a study, with {study} */
  constructor(
    private readonly path: string,
    private readonly listener: SharedListener,
  ) {}

  /** Whether there are any on what was opened. */
  get hasSome(): boolean {
    return this.shown.size > 0;
  }

  get areShown(): boolean {
    return !this.isHidden;
  }

  /**
   * Shows what was sent on some images.
   *
   * @param element of the pane that shows them
   */
  async show(study: string, frames: readonly Frame[], element: HTMLElement): Promise<void> {
    const sent = await this.read(study);
    const images = new Map(frames.map((frame) => [`${frame.object}/${frame.number}`, frame]));
    const here = sent.flatMap(({ by, marks }) =>
      marks.flatMap((mark) => {
        const frame = images.get(`${mark.object}/${mark.frame}`);
        return frame === undefined || this.shown.has(mark.id) ? [] : [{ by, mark, frame }];
      }),
    );
    if (this.isEnded || !element.isConnected || here.length === 0) {
      return;
    }
    here.forEach(({ by, mark, frame }) => this.add(by, mark, frame));
    this.listener.shown(here.length);
  }

  /** Hides all of them, or shows them again. */
  toggle(): void {
    this.isHidden = !this.isHidden;
    annotation.state
      .getAllAnnotations()
      .filter((drawn) => byOf(drawn) !== undefined)
      .forEach(({ annotationUID }) =>
        annotation.visibility.setAnnotationVisibility(annotationUID ?? "", !this.isHidden),
      );
  }

  /** The session is over: nothing is shown from now on. */
  stop(): void {
    this.isEnded = true;
    this.known.clear();
  }

  private async read(study: string): Promise<readonly Sent[]> {
    const asked = this.known.get(study) ?? this.ask(study);
    this.known.set(study, asked);
    try {
      return await asked;
    } catch {
      // The next series that is opened asks again.
      this.known.delete(study);
      this.listener.failed(text("viewer.shared.unread"));
      return [];
    }
  }

  private async ask(study: string): Promise<readonly Sent[]> {
    const options: RequestInit = { cache: "no-store", redirect: "manual" };
    const response = await fetch(expand(this.path, { study }), options);
    if (response.status === NOT_FOUND) {
      return [];
    }
    if (!response.ok) {
      throw new Error(`answer ${response.status}`);
    }
    return (await response.json()) as readonly Sent[];
  }

  private add(by: string, mark: Mark, { imageId }: Frame): void {
    const drawn = drawnOf(mark, imageId);
    drawn.isLocked = true;
    drawn.isVisible = !this.isHidden;
    Object.assign(drawn.data, { by, words: mark.text });
    if (mark.kind === "arrow") {
      const label = text("viewer.shared.arrow", mark.text, by);
      drawn.data.label =
        mark.ratio === null ? `${label} \u00b7 ${text("viewer.marks.unchecked")}` : label;
    }
    this.shown.add(mark.id);
    annotation.config.style.setAnnotationStyles(mark.id, STYLE);
    annotation.state.addAnnotation(drawn, drawn.metadata?.FrameOfReferenceUID ?? "");
  }
}

const NOT_FOUND = 404;
