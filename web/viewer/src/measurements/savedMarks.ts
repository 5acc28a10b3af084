import { eventTarget } from "@cornerstonejs/core";
import { Enums, annotation } from "@cornerstonejs/tools";
import type { Frame } from "../images/loadedSeries";
import { TryAgain } from "../formCalls";
import { text } from "../messages";
import { type Mark, byOf, drawnOf, isOfPlane, markOf } from "./mark";
import { type MarkCalls, NotSaved } from "./markCalls";
import { LABELLED } from "./measuring";

const DEBOUNCE_MILLIS = 600;
const FIRST_RETRY_MILLIS = 20_000;
const LAST_RETRY_MILLIS = 300_000;
const CHANGES = [
  Enums.Events.ANNOTATION_ADDED,
  Enums.Events.ANNOTATION_COMPLETED,
  Enums.Events.ANNOTATION_MODIFIED,
  Enums.Events.ANNOTATION_REMOVED,
  LABELLED,
];

/** What is told of the saving. */
export interface SavingListener {
  /** So many marks of an earlier visit are shown. */
  restored(count: number): void;
  /** Something could not be saved or read. */
  failed(words: string): void;
  saved(): void;
  /** Something was measured on a reconstruction, which is not saved. */
  notKept(): void;
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
  private readonly unread = new Map<string, () => void>();
  private readonly ended = new AbortController();
  private timer: number | undefined;
  private retryMillis = FIRST_RETRY_MILLIS;
  private running: Promise<void> = Promise.resolve();
  private hasWarned = false;

  constructor(
    private readonly calls: MarkCalls,
    private readonly listener: SavingListener,
  ) {
    const { signal } = this.ended;
    CHANGES.forEach((name) => eventTarget.addEventListener(name, this.changed));
    addEventListener("online", () => this.again(), { signal });
    addEventListener("pagehide", () => this.leave(), { signal });
  }

  /**
   * Shows the marks of images that were kept.
   *
   * @param element of the pane that shows them
   */
  async show(study: string, frames: readonly Frame[], element: HTMLElement): Promise<void> {
    const marks = await this.read(study, () => void this.show(study, frames, element));
    const images = new Map(frames.map((frame) => [`${frame.object}/${frame.number}`, frame]));
    const here = marks.flatMap((mark) => {
      const frame = images.get(`${mark.object}/${mark.frame}`);
      return frame === undefined || this.shown.has(mark.id) ? [] : [{ mark, frame }];
    });
    if (this.ended.signal.aborted || !element.isConnected) {
      return;
    }
    here.forEach(({ mark, frame }) => this.restore(study, mark, frame));
    if (here.length > 0) {
      this.listener.restored(here.length);
    }
  }

  private async read(study: string, again: () => void): Promise<Mark[]> {
    const asked = this.known.get(study) ?? this.calls.of(study);
    this.known.set(study, asked);
    try {
      const marks = await asked;
      this.unread.delete(study);
      return marks;
    } catch {
      this.known.delete(study);
      this.unread.set(study, again);
      this.listener.failed(text("viewer.marks.unread"));
      this.retry(undefined);
      return [];
    }
  }

  private restore(study: string, mark: Mark, { imageId }: Frame): void {
    const drawn = drawnOf(mark, imageId);
    const placed = markOf(drawn);
    this.shown.add(mark.id);
    if (placed !== undefined) {
      this.kept.set(mark.id, { study, content: JSON.stringify(placed.mark) });
      // Into the space of its own image, whatever the pane shows by now.
      annotation.state.addAnnotation(drawn, drawn.metadata?.FrameOfReferenceUID ?? "");
    }
  }

  /** Ends the saving: what is removed from now on stays kept. */
  stop(): void {
    clearTimeout(this.timer);
    this.ended.abort();
    CHANGES.forEach((name) => eventTarget.removeEventListener(name, this.changed));
  }

  private readonly changed = (event: Event): void => {
    const { annotation: drawn } = ((event as CustomEvent).detail ?? {}) as {
      annotation?: Parameters<typeof isOfPlane>[0];
    };
    if (drawn !== undefined && isOfPlane(drawn) && !this.hasWarned) {
      this.hasWarned = true;
      this.listener.notKept();
    }
    this.calls.prepare();
    this.schedule(DEBOUNCE_MILLIS);
  };

  private schedule(millis: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.again(), millis);
  }

  private retry(after: number | undefined): void {
    if (!this.ended.signal.aborted) {
      this.schedule(Math.max(this.retryMillis, (after ?? 0) * 1000));
      this.retryMillis = Math.min(LAST_RETRY_MILLIS, 2 * this.retryMillis);
    }
  }

  private again(): void {
    [...this.unread.values()].forEach((read) => read());
    this.running = this.running.then(() => this.compare());
  }

  /** What is on the images now. */
  private now() {
    return new Map(
      annotation.state
        .getAllAnnotations()
        .filter((drawn) => byOf(drawn) === undefined)
        .flatMap((drawn) => markOf(drawn) ?? [])
        .map((placed) => [placed.mark.id, placed] as const),
    );
  }

  private async compare(): Promise<void> {
    const now = this.now();
    [...this.refused.keys()].filter((id) => !now.has(id)).forEach((id) => this.refused.delete(id));
    const faults: TryAgain[] = [];
    const tried = (call: Promise<void>) =>
      call.catch((fault: unknown) => {
        faults.push(fault instanceof TryAgain ? fault : new TryAgain(0, undefined));
      });
    for (const [id, { study }] of [...this.kept]) {
      if (!now.has(id) && isGone(id) && !this.ended.signal.aborted) {
        await tried(this.drop(id, study));
      }
    }
    for (const { study, mark } of now.values()) {
      if (this.isChanged(mark) && !this.ended.signal.aborted) {
        await tried(this.keep(study, mark));
      }
    }
    this.settle(faults);
  }

  private settle(faults: readonly TryAgain[]): void {
    if (this.ended.signal.aborted) {
      return;
    }
    if (faults.length > 0) {
      this.listener.failed(text("viewer.marks.later"));
      this.retry(Math.max(0, ...faults.map(({ after }) => after ?? 0)));
    } else if (this.refused.size === 0 && this.unread.size === 0) {
      this.retryMillis = FIRST_RETRY_MILLIS;
      this.listener.saved();
    }
  }

  private isChanged(mark: Mark): boolean {
    const content = JSON.stringify(mark);
    return this.kept.get(mark.id)?.content !== content && this.refused.get(mark.id) !== content;
  }

  private async keep(study: string, mark: Mark): Promise<void> {
    const content = JSON.stringify(mark);
    try {
      await this.calls.save(study, mark);
      this.refused.delete(mark.id);
      this.shown.add(mark.id);
      this.kept.set(mark.id, { study, content });
    } catch (fault) {
      if (!(fault instanceof NotSaved)) {
        throw fault;
      }
      this.refused.set(mark.id, content);
      this.listener.failed(fault.message);
    }
  }

  /** There is room for others then, which are tried again. */
  private async drop(id: string, study: string): Promise<void> {
    try {
      await this.calls.delete(study, id);
      this.refused.clear();
    } catch (fault) {
      if (!(fault instanceof NotSaved)) {
        throw fault;
      }
    }
    this.kept.delete(id);
  }

  /** Sends all at once what is not saved yet: the page is left. */
  private leave(): void {
    clearTimeout(this.timer);
    for (const { study, mark } of this.now().values()) {
      if (this.isChanged(mark)) {
        this.keep(study, mark).catch(() => undefined);
      }
    }
    for (const [id, { study }] of this.kept) {
      if (isGone(id)) {
        this.calls.delete(study, id).catch(() => undefined);
      }
    }
  }
}

/** Whether a mark was removed, and is not only incomplete while it is changed. */
function isGone(id: string): boolean {
  return annotation.state.getAnnotation(id) === undefined;
}
