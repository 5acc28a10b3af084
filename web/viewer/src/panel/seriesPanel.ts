import { el } from "sallyport-common/dom";
import type { Archive, SeriesEntry } from "../dicomweb/archive";
import { text } from "../messages";
import type { PageData } from "../page";
import { Strip } from "./strip";
import { StudyChoice } from "./studyChoice";

/** So many earlier studies are looked at for a series to compare. */
const MOST_PRIORS = 3;

/** What the panel tells the viewer. */
export interface PanelListener {
  opens(entry: SeriesEntry): void;
  /** Announces a sentence to screen readers. */
  say(words: string): void;
}

/** The series of a study, and the choice of another study of the patient. */
export class SeriesPanel {
  readonly element: HTMLElement;
  private readonly strip: Strip;
  private readonly studies: StudyChoice;
  /** The study whose series are listed. */
  private listed: string;

  constructor(
    private readonly archive: Archive,
    page: PageData,
    private readonly listener: PanelListener,
  ) {
    this.listed = page.study;
    this.strip = new Strip(archive, page.preview, (entry) => listener.opens(entry));
    this.studies = new StudyChoice(page, (study) => void this.change(study));
    this.element = el("div", { class: "viewer__side" }, this.studies.element, this.strip.element);
  }

  list(entries: readonly SeriesEntry[]): void {
    this.strip.list(entries);
  }

  /** Lists the series of a study anew, if they are what is listed. */
  async relist(study: string, entries: readonly SeriesEntry[]): Promise<void> {
    if (study === this.listed) {
      this.strip.list(entries);
      await this.strip.nameSelections();
      await this.strip.loadPictures();
    }
  }

  /** Loads what matters less than the first image: pictures, and other studies. */
  async loadRest(): Promise<void> {
    const others = this.studies.load().catch(() => {
      // Without the other studies, their choice stays hidden.
    });
    await this.strip.nameSelections();
    await Promise.all([this.strip.loadPictures(), others]);
  }

  chosen(series: string | undefined): void {
    this.strip.chosen(series);
  }

  /** A series of the list; undefined if it is not there. */
  entryOf(uid: string): SeriesEntry | undefined {
    return this.strip.entryOf(uid);
  }

  /** Opens the series before or after another, if there is one. */
  openBeside(series: string, by: number): void {
    const entry = this.strip.beside(series, by);
    if (entry !== undefined) {
      this.listener.opens(entry);
    }
  }

  /**
   * What is compared of the newest earlier study that has it; that study is listed then, unless
   * the reader does not wait for it any more.
   *
   * @param day of the study, in ISO 8601
   * @param pick gives what is compared of the series of an earlier study; undefined if it has none
   * @param isWanted whether the reader still waits for it
   * @returns undefined if there is none
   */
  async priorOf<T>(
    modality: string,
    day: string,
    pick: (entries: readonly SeriesEntry[]) => T | undefined,
    isWanted: () => boolean,
  ): Promise<T | undefined> {
    await this.studies.load().catch(() => undefined);
    for (const study of this.studies.before(day, modality).slice(0, MOST_PRIORS)) {
      const entries = await this.archive.series(study).catch(() => []);
      if (!isWanted()) {
        return undefined;
      }
      const found = pick(entries);
      if (found !== undefined) {
        this.studies.choose(study);
        await this.change(study);
        return found;
      }
    }
    return undefined;
  }

  private async change(study: string): Promise<void> {
    const entries = await this.archive.series(study).catch(() => undefined);
    if (study !== this.studies.chosen) {
      return;
    }
    if (entries === undefined) {
      this.studies.refuse(this.listed, text("viewer.priors.failed"));
      this.listener.say(text("viewer.priors.failed"));
      return;
    }
    this.listed = study;
    this.strip.list(entries);
    this.listener.say(text("viewer.strip.listed", entries.length));
    void this.fill();
  }

  /** Loads what is not needed to open a series. */
  private async fill(): Promise<void> {
    await this.strip.nameSelections();
    await this.strip.loadPictures();
  }
}
