import { RenderingEngine, cache } from "@cornerstonejs/core";
import { type Archive, BadAnswer, type SeriesEntry } from "../dicomweb/archive";
import { TAG, textOf } from "../dicomweb/attributes";
import { el } from "../dom";
import { isEcg } from "../images/ecg";
import { startLibrary } from "../images/library";
import { loadSeries } from "../images/loadedSeries";
import { Refusal } from "../images/refusals";
import { text } from "../messages";
import type { PageData } from "../page";
import { EcgPane } from "../pane/ecgPane";
import { Pane, type Surroundings } from "../pane/pane";
import { Strip } from "../panel/strip";
import { StudyChoice } from "../panel/studyChoice";
import { countActivity } from "./activity";
import { Cine } from "./cine";
import { helpDialog } from "./help";
import { type Act, actOf } from "./keys";
import { indexOf, startOf, tellOther } from "./opening";
import { presetsOf } from "./presets";
import { Status } from "./status";
import { Toolbar } from "./toolbar";
import { type ToolName, Tools } from "./tools";

const ENGINE = "viewer";
const MOST_BYTES = 1_000_000_000;
const STEP = 1.1;

/** The viewer: panes, the strip of series, buttons and keys. */
export class Viewer {
  private readonly engine: RenderingEngine;
  private readonly tools: Tools;
  private readonly toolbar: Toolbar;
  private readonly strip: Strip;
  private readonly studies: StudyChoice;
  private readonly status = new Status();
  private readonly help = helpDialog();
  private readonly ecg: EcgPane;
  private readonly cine = new Cine(() => this.show());
  private readonly panes: Pane[] = [];
  private readonly around: Surroundings;
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
    this.toolbar = new Toolbar(this.acts());
    this.tools = new Tools(matchMedia("(pointer: coarse)").matches ? "scroll" : "window");
    this.ecg = new EcgPane(archive, this.engine);
    this.around = {
      engine: this.engine,
      archive,
      notice: page.notice,
      say: this.status.say,
      changed: () => this.show(),
    };
    this.layOut(place);
    this.addPane();
    this.show();
    countActivity(place, page.stay);
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

  private get pane(): Pane {
    return this.panes[this.active] as Pane;
  }

  private layOut(place: HTMLElement): void {
    const panes = el("div", { class: "viewer__panes", "data-panes": true });
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
        tellOther(pane, series, this.page, this.archive);
      }
    } catch (fault) {
      if (!opening.signal.aborted) {
        pane.tell(wordsOf(fault));
      }
    }
    this.show();
  }

  /** Brings buttons and strip up to date with the active pane. */
  private show(): void {
    const { pane, toolbar } = this;
    if (pane === undefined) {
      return;
    }
    this.panes.forEach((it) => it.element.classList.toggle("is-active", it === pane));
    const frames = pane.series?.frames.length ?? 0;
    toolbar.chosen(this.tools.chosen);
    toolbar.comparing(this.panes.length > 1);
    toolbar.offer(this.modality);
    toolbar.playing(this.cine.isPlaying, this.cine.rate, frames > 1);
    this.strip.chosen(pane.series?.entry.uid);
  }

  private get modality(): string {
    const { frame } = this.pane;
    return frame ? textOf(frame.attributes, TAG.modality) : "";
  }

  private acts() {
    return {
      tool: (tool: ToolName) => this.choose(tool),
      preset: (number: number) => this.preset(number),
      step: (by: number) => this.pane.goTo(this.pane.picture.index + by),
      zoom: (by: number) => this.pane.picture.enlarge(by),
      invert: () => this.pane.picture.invert(),
      rotate: () => this.pane.picture.rotate(),
      reset: () => this.pane.picture.reset(),
      play: () => this.play(),
      rate: (rate: number) => {
        this.cine.rate = rate;
      },
      clear: () => this.tools.clear(this.panes.map(({ picture }) => picture.id)),
      compare: () => this.compare(),
      help: () => this.help.showModal(),
    };
  }

  private choose(tool: ToolName): void {
    this.tools.choose(tool);
    this.show();
  }

  private play(): void {
    if (!this.cine.isPlaying) {
      this.cine.rate = Cine.rateOf(this.pane);
    }
    this.cine.toggle(this.pane);
  }

  private preset(number: number): void {
    const preset = presetsOf(this.modality)[number - 1];
    const { picture } = this.pane;
    if (preset === undefined || picture.image === undefined) {
      return;
    }
    if (preset.centre === undefined || preset.width === undefined) {
      picture.resetWindow();
    } else {
      picture.window = { centre: preset.centre, width: preset.width };
    }
    this.toolbar.preset(number);
    this.status.say(text(preset.words));
  }

  /** Shows a second pane beside the first, or closes it. */
  private compare(): void {
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
    const isInPane = event.target instanceof Element && event.target.matches(".pane");
    const act = isInPane ? actOf(event) : undefined;
    if (act !== undefined) {
      event.preventDefault();
      this.perform(act);
    }
  }

  private perform(act: Act): void {
    const { pane } = this;
    const { picture } = pane;
    switch (act.act) {
      case "step":
        return pane.goTo(picture.index + act.by);
      case "end":
        return pane.goTo(act.last ? Number.MAX_SAFE_INTEGER : 0);
      case "series":
        return this.openBeside(act.by);
      case "zoom":
        return picture.enlarge(act.by);
      case "move":
        return picture.move(act.right, act.down);
      case "width":
      case "centre":
        return picture.adjust(act.act, STEP ** act.by);
      case "tool":
        return this.choose(act.tool);
      case "preset":
        return this.preset(act.number);
      case "pane":
        return this.panes[(this.active + 1) % this.panes.length]?.element.focus();
      default:
        return this.acts()[act.act]();
    }
  }

  private openBeside(by: number): void {
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
