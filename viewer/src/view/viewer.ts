import { RenderingEngine, cache } from "@cornerstonejs/core";
import { type Archive, BadAnswer, type SeriesEntry } from "../dicomweb/archive";
import { TAG, textOf } from "../dicomweb/attributes";
import { el } from "../dom";
import { isEcg } from "../images/ecg";
import { startLibrary } from "../images/library";
import { loadSeries } from "../images/loadedSeries";
import { Refusal } from "../images/refusals";
import { text } from "../messages";
import { type PageData, fileOf } from "../page";
import { EcgPane } from "../pane/ecgPane";
import { Pane, type Surroundings } from "../pane/pane";
import { Strip } from "../panel/strip";
import { StudyChoice } from "../panel/studyChoice";
import { countActivity } from "./activity";
import { Cine } from "./cine";
import { type Commanded, Commands } from "./commands";
import { helpDialog } from "./help";
import { actOf } from "./keys";
import { indexOf, startOf, tellOther } from "./opening";
import { PlanesMode } from "./planesMode";
import { Status } from "./status";
import { Toolbar } from "./toolbar";
import { Tools } from "./tools";

const ENGINE = "viewer";
const MOST_BYTES = 1_000_000_000;

/** The viewer: panes, the strip of series, buttons and keys. */
export class Viewer implements Commanded {
  private readonly engine: RenderingEngine;
  readonly tools: Tools;
  private readonly toolbar: Toolbar;
  private readonly strip: Strip;
  private readonly studies: StudyChoice;
  private readonly status = new Status();
  private readonly help = helpDialog();
  private readonly ecg: EcgPane;
  readonly cine = new Cine(() => this.show());
  readonly planes: PlanesMode;
  readonly panes: Pane[] = [];
  private readonly around: Surroundings;
  private readonly commands = new Commands(this);
  private active = 0;
  private opening: AbortController | undefined;

  constructor(
    place: HTMLElement,
    private readonly page: PageData,
    private readonly archive: Archive,
  ) {
    startLibrary(archive);
    cache.setMaxCacheSize(MOST_BYTES);
    this.engine = new RenderingEngine(ENGINE);
    this.strip = new Strip(archive, page.preview, (entry) => void this.open(entry));
    this.studies = new StudyChoice(page, (study) => void this.list(study));
    this.toolbar = new Toolbar(this.commands);
    this.tools = new Tools(matchMedia("(pointer: coarse)").matches ? "scroll" : "window");
    const file = (study: string, object: string) => fileOf(page, study, object);
    this.ecg = new EcgPane(archive, this.engine, file);
    this.around = {
      engine: this.engine,
      archive,
      notice: page.notice,
      file,
      say: this.status.say,
      changed: () => this.show(),
    };
    this.planes = new PlanesMode(
      {
        notice: page.notice,
        say: this.status.say,
        addTools: (pane, engine) => this.tools.add(pane, engine),
        removeTools: (pane, engine) => this.tools.remove(pane, engine),
      },
      (isCovered) => this.cover(isCovered),
    );
    this.layOut(place);
    this.addPane();
    this.show();
    countActivity(place, page.stay);
    // For tests: what is held in memory is not seen otherwise.
    Object.assign(place, { volumes: () => cache.getVolumes().length });
  }

  /** Opens what the page asks for. */
  async start(series: Promise<SeriesEntry[]>): Promise<void> {
    try {
      const entries = await series;
      this.strip.list(entries);
      const start = await startOf(this.page, this.archive, entries);
      if (start === undefined) {
        this.pane.tell(text("viewer.other.empty"));
        return;
      }
      await this.open(start.entry, start.object, start.frame);
    } catch (fault) {
      this.pane.tell(wordsOf(fault));
    }
    await this.strip.loadPictures();
    await this.studies.load();
  }

  get pane(): Pane {
    return this.panes[this.active] as Pane;
  }

  /** While reconstructions are shown, nothing below them can be reached. */
  private cover(isCovered: boolean): void {
    this.cine.stop();
    this.panes.forEach(({ element }) => (element.inert = isCovered));
    this.show();
  }

  private layOut(place: HTMLElement): void {
    const panes = el("div", { class: "viewer__panes", "data-panes": true }, this.planes.element);
    const side = el("div", { class: "viewer__side" }, this.studies.element, this.strip.element);
    place.replaceChildren(this.toolbar.element, side, panes, this.status.element, this.help);
    place.addEventListener("keydown", (event) => this.pressed(event));
    new ResizeObserver(() => this.engine.resize(true, true)).observe(panes);
    addEventListener("pagehide", () => this.leave());
    addEventListener("unhandledrejection", handled);
  }

  /** Ends all that runs: the person leaves the page. */
  private leave(): void {
    this.opening?.abort();
    this.cine.stop();
    this.planes.close();
    this.panes.forEach((pane) => pane.leave());
  }

  private addPane(): void {
    const pane = new Pane(this.panes.length + 1, this.around);
    this.panes.push(pane);
    this.tools.add(pane.picture.id, ENGINE);
    const choose = () => this.activate(this.panes.indexOf(pane));
    pane.element.addEventListener("pointerdown", choose, { capture: true });
    pane.element.addEventListener("focusin", choose);
  }

  private activate(index: number): void {
    if (index >= 0 && index !== this.active) {
      this.cine.stop();
      this.active = index;
      this.show();
    }
  }

  /** Shows the series of a study in the strip. */
  private async list(study: string): Promise<void> {
    try {
      const entries = await this.archive.series(study);
      this.strip.list(entries);
      this.status.say(text("viewer.strip.listed", entries.length));
      await this.strip.loadPictures();
    } catch (fault) {
      this.pane.tell(wordsOf(fault));
    }
  }

  /** Opens a series in the active pane. */
  private async open(entry: SeriesEntry, object = "", frame = 1): Promise<void> {
    const { pane } = this;
    this.opening?.abort();
    const opening = new AbortController();
    this.opening = opening;
    this.planes.close();
    this.cine.stop();
    this.ecg.hide(pane);
    pane.leave();
    pane.begins();
    try {
      const series = await loadSeries(this.archive, entry, opening.signal);
      const [other] = series.others;
      await pane.show(series, indexOf(series, object, frame));
      if (series.frames.length === 0 && other !== undefined && isEcg(other.attributes)) {
        await this.ecg.show(pane, series, other);
      } else if (series.frames.length === 0) {
        tellOther(pane, series, this.page);
      }
    } catch (fault) {
      if (!opening.signal.aborted) {
        pane.tell(wordsOf(fault));
      }
    }
    this.show();
  }

  /** Brings buttons and strip up to date with the active pane. */
  show(): void {
    const { pane, toolbar } = this;
    if (pane === undefined) {
      return;
    }
    this.panes.forEach((it) => it.element.classList.toggle("is-active", it === pane));
    const frames = pane.series?.frames.length ?? 0;
    toolbar.chosen(this.tools.chosen);
    toolbar.comparing(this.panes.length > 1);
    toolbar.offer(this.modality);
    const isOn = this.planes.isOn;
    toolbar.playing(this.cine.isPlaying, this.cine.rate, frames > 1 && !isOn);
    toolbar.reconstructing(isOn, isOn ? undefined : this.planes.why(pane));
    this.strip.chosen(pane.series?.entry.uid);
  }

  private get modality(): string {
    const { frame } = this.pane;
    return frame ? textOf(frame.attributes, TAG.modality) : "";
  }

  chosePreset(number: number, words: string): void {
    this.toolbar.preset(number);
    this.status.say(words);
  }

  showHelp(): void {
    this.help.showModal();
  }

  /** Shows a second pane beside the first, or closes it. */
  compare(): void {
    this.planes.close();
    const second = this.panes[1];
    if (second === undefined) {
      this.addPane();
      this.activate(1);
      this.pane.tell(text("viewer.compare.choose"));
      this.pane.element.focus();
    } else {
      this.ecg.hide(second);
      this.tools.remove(second.picture.id, ENGINE);
      second.remove();
      this.panes.pop();
      this.active = 0;
      this.pane.element.focus();
      this.show();
    }
  }

  private pressed(event: KeyboardEvent): void {
    const isInPane = event.target instanceof Element && event.target.matches(".pane, .pane__view");
    const act = isInPane ? actOf(event) : undefined;
    if (act !== undefined) {
      event.preventDefault();
      this.commands.perform(act);
    }
  }

  openBeside(by: number): void {
    const entry = this.strip.beside(this.pane.series?.entry.uid ?? "", by);
    if (entry !== undefined) {
      void this.open(entry);
    }
  }
}

/** The library leaves promises of images that were refused; the panes say why they are not shown. */
function handled(event: PromiseRejectionEvent): void {
  if (event.reason instanceof Refusal) {
    event.preventDefault();
  }
}

function wordsOf(fault: unknown): string {
  if (fault instanceof BadAnswer) {
    const ended = fault.status === 0 || fault.status === 401;
    return text(
      ended
        ? "viewer.trouble.ended"
        : fault.status === 404
          ? "viewer.trouble.missing"
          : "viewer.trouble.unreachable",
    );
  }
  return text(fault instanceof Refusal ? "viewer.trouble.broken" : "viewer.trouble.unreachable");
}
