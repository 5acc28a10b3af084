import { eventTarget } from "@cornerstonejs/core";
import { Enums, annotation } from "@cornerstonejs/tools";
import type { Frame } from "../images/loadedSeries";
import { type Mark, drawnOf, markOf } from "./mark";
import { type MarkCalls, NotSaved } from "./markCalls";

const DEBOUNCE_MILLIS = 600;
const RETRY_MILLIS = 20_000;
const CHANGES = [
  Enums.Events.ANNOTATION_ADDED,
  Enums.Events.ANNOTATION_COMPLETED,
  Enums.Events.ANNOTATION_MODIFIED,
  Enums.Events.ANNOTATION_REMOVED,
];

/** What is told of the saving. */
export interface SavingListener {
  /** So many marks of an earlier visit are shown. */
  restored(count: number): void;
  /** A mark could not be saved; empty words if another try follows. */
  failed(words: string): void;
  saved(): void;
}

/** A mark as the server has it. */
interface Kept {
  readonly study: string;
  readonly content: string;
}

/**
 * Keeps measurements on the server, for this account alone. Whatever changed them, drawing, moving,
 * deleting or undoing, what is on the images is compared with what the server has, a moment later.
 */
export class SavedMarks {
  private readonly kept = new Map<string, Kept>();
  private readonly refused = new Map<string, string>();
  private readonly known = new Map<string, Promise<Mark[]>>();
  private readonly shown = new Set<string>();
  private readonly ended = new AbortController();
  private timer: number | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly calls: MarkCalls,
    private readonly listener: SavingListener,
  ) {
    const { signal } = this.ended;
    CHANGES.forEach((name) => eventTarget.addEventListener(name, this.changed));
    addEventListener("online", this.changed, { signal });
    addEventListener("pagehide", () => this.flush(), { signal });
  }

  /**
   * Shows the marks of a series that were kept.
   *
   * @param element of the pane that shows the series
   */
  async show(study: string, frames: readonly Frame[], element: HTMLDivElement): Promise<void> {
    const marks = this.known.get(study) ?? this.calls.of(study).catch(() => []);
    this.known.set(study, marks);
    const ids = new Map(frames.map((frame) => [`${frame.object}/${frame.number}`, frame]));
    const here = (await marks).filter(
      ({ id, object, frame }) => !this.shown.has(id) && ids.has(`${object}/${frame}`),
    );
    if (this.ended.signal.aborted || !element.isConnected) {
      return;
    }
    for (const mark of here) {
      const { imageId } = ids.get(`${mark.object}/${mark.frame}`) as Frame;
      this.shown.add(mark.id);
      const drawn = drawnOf(mark, imageId);
      const placed = markOf(drawn);
      if (placed !== undefined) {
        this.kept.set(mark.id, { study, content: JSON.stringify(placed.mark) });
        annotation.state.addAnnotation(drawn, element);
      }
    }
    if (here.length > 0) {
      this.listener.restored(here.length);
    }
  }

  /** Ends the saving: what is removed from now on stays kept. */
  stop(): void {
    clearTimeout(this.timer);
    this.ended.abort();
    CHANGES.forEach((name) => eventTarget.removeEventListener(name, this.changed));
  }

  private readonly changed = (): void => {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), DEBOUNCE_MILLIS);
  };

  private flush(): void {
    clearTimeout(this.timer);
    this.running = this.running.then(() => this.compare());
  }

  private async compare(): Promise<void> {
    try {
      const now = new Map(
        annotation.state
          .getAllAnnotations()
          .flatMap((drawn) => markOf(drawn) ?? [])
          .map((placed) => [placed.mark.id, placed] as const),
      );
      for (const [id, { study, mark }] of now) {
        await this.keep(id, study, mark);
      }
      for (const [id, { study }] of [...this.kept]) {
        if (!now.has(id) && !this.ended.signal.aborted && isGone(id)) {
          await this.calls.delete(study, id);
          this.kept.delete(id);
        }
      }
      if (this.refused.size === 0) {
        this.listener.saved();
      }
    } catch {
      if (!this.ended.signal.aborted) {
        this.listener.failed("");
        this.timer = window.setTimeout(() => this.flush(), RETRY_MILLIS);
      }
    }
  }

  private async keep(id: string, study: string, mark: Mark): Promise<void> {
    const content = JSON.stringify(mark);
    const isDone = this.kept.get(id)?.content === content || this.refused.get(id) === content;
    if (isDone || this.ended.signal.aborted) {
      return;
    }
    try {
      await this.calls.save(study, mark);
      this.refused.delete(id);
      this.shown.add(id);
      this.kept.set(id, { study, content });
    } catch (fault) {
      if (!(fault instanceof NotSaved)) {
        throw fault;
      }
      this.refused.set(id, content);
      this.listener.failed(fault.message);
    }
  }
}

/** Whether a mark was removed, and is not only incomplete while it is changed. */
function isGone(id: string): boolean {
  return annotation.state.getAnnotation(id) === undefined;
}
