import { RenderingEngine, cache } from "@cornerstonejs/core";
import { el } from "sallyport-common/dom";
import type { Archive, SeriesEntry } from "../dicomweb/archive";
import { TAG, textOf } from "../dicomweb/attributes";
import { forgetUnreachable } from "../images/loader";
import { startLibrary } from "../images/library";
import { type Frame, placeIn } from "../images/loadedSeries";
import { StudyStates } from "../images/states/studyStates";
import { forgetAttributes } from "../images/loader";
import { text } from "../messages";
import { LayoutCalls } from "../layouts/layoutCalls";
import { OwnLayouts } from "../layouts/ownLayouts";
import { isMeasure } from "../measurements/measures";
import { MarkCalls } from "../measurements/markCalls";
import { SavedMarks } from "../measurements/savedMarks";
import { SharedMarks } from "../measurements/sharedMarks";
import { KeyImages } from "../publish/keyImages";
import { PublishCalls } from "../publish/publishCalls";
import { askToPublish } from "../publish/publishDialog";
import { type PageData, fileOf } from "../page";
import { DocumentPane } from "../pane/documentPane";
import { EcgPane } from "../pane/ecgPane";
import type { Pane } from "../pane/pane";
import type { Surroundings } from "../pane/surroundings";
import { isoDayOf } from "../pane/words";
import { VideoPane } from "../pane/videoPane";
import { SeriesPanel } from "../panel/seriesPanel";
import { Reports } from "../reported/reports";
import { countActivity } from "./activity";
import { Address } from "./address";
import { Arrangement } from "./arrangement";
import { Cine } from "./cine";
import { type Commanded, Commands } from "./commands";
import { keepsQuiet, wordsOf } from "./faults";
import { Crossing } from "./crossing";
import { firstLook } from "./firstLook";
import { counterpartOf, hang } from "./hanging";
import { helpDialog } from "./help";
import { KeyDrawing } from "./keyDrawing";
import { onKeys } from "./keys";
import { LastAct } from "./lastAct";
import { Linked } from "./linked";
import { MammogramComparison, aboveEarlier, mammogramsIn } from "./mammograms";
import { Offline } from "./offline";
import { Opener } from "./opener";
import { type Start, isOfImages, startOf } from "./opening";
import { MOST_PANES, Panes } from "./panes";
import { PlanesMode } from "./planesMode";
import { presetsOf } from "./presets";
import { Status } from "./status";
import { Toolbar } from "./toolbar";
import { Tools } from "./tools";
import { UncheckedNotice } from "./uncheckedNotice";
import { Unsaved } from "./unsaved";

const ENGINE = "viewer";
const MAX_CACHE_BYTES = 1_000_000_000;

/** The viewer: panes, the strip of series, buttons and keys. */
export class Viewer implements Commanded {
  private readonly engine: RenderingEngine;
  readonly tools: Tools;
  private readonly toolbar: Toolbar;
  private readonly panel: SeriesPanel;
  private readonly status = new Status();
  private readonly help = helpDialog();
  private readonly unsaved = new Unsaved();
  private readonly unchecked = new UncheckedNotice(() => this.commands.confirmSelected());
  private readonly saved: SavedMarks | undefined;
  private readonly shared: SharedMarks;
  private readonly keys: KeyImages;
  private readonly offline = new Offline(() => this.recover());
  private readonly opener: Opener;
  readonly cine = new Cine(() => this.show());
  readonly planes: PlanesMode;
  private readonly side: Panes;
  private readonly address: Address;
  private readonly commands = new Commands(this);
  private readonly arrangement: Arrangement;
  private readonly mammograms: MammogramComparison;
  private readonly own: OwnLayouts;
  private readonly lastAct = new LastAct();
  /** The series of images of the study that was opened. */
  private images: readonly SeriesEntry[] = [];
  readonly linked = new Linked(this);
  private readonly keyDrawing: KeyDrawing;
  readonly reports: Reports;
  private readonly crossing = new Crossing(this);
  private readonly states: StudyStates;
  /** The series of the page's study, once they are known. */
  private listed: readonly SeriesEntry[] | undefined;

  constructor(
    private readonly place: HTMLElement,
    private readonly page: PageData,
    private readonly archive: Archive,
  ) {
    startLibrary(archive);
    this.states = new StudyStates(archive);
    cache.setMaxCacheSize(MAX_CACHE_BYTES);
    this.engine = new RenderingEngine(ENGINE);
    this.panel = new SeriesPanel(archive, page, {
      opens: (entry) => this.put(entry),
      say: this.status.say,
    });
    this.toolbar = new Toolbar(this.commands);
    const first = matchMedia("(pointer: coarse)").matches ? "scroll" : "window";
    this.tools = new Tools(first, this.status.tell, () => this.cine.stop());
    this.keyDrawing = new KeyDrawing(this.tools, this.status.tell);
    place.addEventListener("pointerdown", (event) => this.locate(event));
    place.addEventListener("pointerdown", (event) => this.holdStill(event), { capture: true });
    place.addEventListener("pointermove", (event) => this.locate(event));
    const file = (study: string, object: string) => fileOf(page, study, object);
    const ecg = new EcgPane(archive, file);
    const documents = new DocumentPane(page);
    this.opener = new Opener(archive, page, ecg, documents, new VideoPane(page), (pane) => {
      void this.showSaved(pane);
      void this.offerViews(pane);
      this.showReported(pane);
    });
    this.reports = new Reports(
      archive,
      () => this.panes,
      () => this.panes.forEach((pane) => pane.changes()),
    );
    const around: Surroundings = {
      engine: this.engine,
      archive,
      notice: page.notice,
      file,
      reported: (frame) => this.reports.about(frame),
      say: this.status.say,
      changed: () => {
        this.arrangement.turnBack();
        this.linked.follow();
        this.show();
      },
      moved: () => {
        this.linked.follow();
        this.crossing.draw();
        this.reports.draw();
      },
      pause: () => this.cine.stop(),
    };
    this.mammograms = new MammogramComparison(archive);
    this.address = new Address(page.study);
    this.saved =
      page.marks === ""
        ? undefined
        : new SavedMarks(new MarkCalls(page.marks, page.stay), {
            restored: (count) => {
              this.status.remark(text("viewer.marks.restored", count));
              this.unchecked.show();
            },
            failed: (words) => this.unsaved.show(words),
            notKept: () => this.status.tell(text("viewer.marks.planes")),
            saved: () => {
              this.unsaved.hide();
              this.unchecked.show();
            },
          });
    this.keys = new KeyImages(page.study);
    this.shared = new SharedMarks(page.sentMarks, {
      shown: (count) => this.status.remark(text("viewer.shared.shown", count)),
      failed: (words) => this.status.tell(words),
    });
    this.side = new Panes(
      around,
      this.tools,
      ENGINE,
      () => {
        this.cine.stop();
        this.show();
      },
      (pane, series) => {
        const entry = this.panel.entryOf(series);
        if (entry !== undefined) {
          this.put(entry, pane);
        }
      },
    );
    this.arrangement = new Arrangement({
      panes: this.side.all,
      open: ({ entry, object, frame }, pane) => this.open(entry, pane, object, frame),
      empty: (pane) => {
        this.opener.leave(pane);
        pane.leave();
        pane.asked = undefined;
      },
    });
    const calls = page.layouts === "" ? undefined : new LayoutCalls(page.layouts, page.stay);
    this.own = new OwnLayouts(calls, { panes: this.side.all, linked: this.linked });
    if (calls === undefined) {
      this.toolbar.hide("forget");
    }
    const { say } = this.status;
    this.planes = new PlanesMode({ notice: page.notice, say, tools: this.tools }, (isCovered) =>
      this.cover(isCovered),
    );
    this.layOut(place);
    this.side.add();
    this.show();
    countActivity(place, page.stay);
  }

  /** Opens what the page asks for. */
  async start(series: Promise<SeriesEntry[]>): Promise<void> {
    try {
      const entries = await series;
      this.panel.list(entries);
      this.listed = entries;
      const start = await startOf(this.page, this.archive, entries);
      if (start === undefined) {
        this.pane.tell(text("viewer.other.empty"));
        return;
      }
      await this.begin(start, entries);
    } catch (fault) {
      const again = () => void this.start(this.archive.series(this.page.study));
      this.pane.fails(wordsOf(fault), again);
    }
    await this.panel.loadRest();
  }

  /**
   * Opens what the page asks for, or, if it asks for nothing and there are no key images, several
   * panes where there is room.
   */
  private async begin(start: Start, entries: readonly SeriesEntry[]): Promise<void> {
    const isLast = this.lastAct.begin();
    const { series, object } = this.page;
    const isFree = series === "" && object === "" && isOfImages(start.entry);
    this.images = entries.filter(isOfImages);
    this.own.begins(this.images);
    this.pane.begins();
    const hasMany = isFree && hasRoom() && this.images.length > 0;
    const own = hasMany ? await this.own.look() : undefined;
    const look = own ?? (hasMany ? await firstLook(this.archive, this.images) : undefined);
    if (this.panes.some(({ asked }) => asked !== undefined)) {
      // The reader was quicker.
      return;
    }
    if (!isLast() || look === undefined || (own === undefined && look.panes.length < 2)) {
      await this.open(start.entry, this.panes[0], start.object, start.frame);
      if (isFree) {
        this.playLoop();
      }
      return;
    }
    this.addPanes(look.panes.length);
    this.side.activate(0);
    await this.arrangement.fill(look);
    if (own === undefined) {
      this.playLoop();
    } else {
      this.showOwn(own.linked);
    }
  }

  /** Says that the study stands in the reader's own layout, and how to go back. */
  private showOwn(isLinked: boolean): void {
    if (isLinked && this.panes.length > 1 && !this.linked.isOn) {
      this.linked.toggle();
    }
    this.show();
    this.status.tell(text("viewer.layouts.own"));
  }

  async openStandard(): Promise<void> {
    const isLast = this.lastAct.begin();
    const isForgotten = await this.own.forgetThis();
    const look = hasRoom() ? await firstLook(this.archive, this.images) : undefined;
    const [first] = hang(this.images).series;
    if (first === undefined || !isLast()) {
      return;
    }
    if (this.linked.isOn) {
      this.linked.toggle();
    }
    this.setPanes(Math.max(1, look?.panes.length ?? 1));
    this.side.activate(0);
    this.pane.element.focus();
    if (look === undefined || look.panes.length < 2) {
      await this.open(first, this.pane);
    } else {
      await this.arrangement.fill(look);
    }
    if (!isLast()) {
      return;
    }
    this.status.tell(
      text(isForgotten ? "viewer.layouts.standard" : "viewer.layouts.not-forgotten"),
    );
  }

  async forgetLayouts(): Promise<void> {
    const isForgotten = await this.own.forgetAll();
    this.status.tell(
      text(isForgotten ? "viewer.layouts.forgotten" : "viewer.layouts.not-forgotten"),
    );
  }

  arranged(): void {
    if (hasRoom()) {
      this.own.changed();
    }
  }

  /** The reader chose a series for a pane. */
  private put(entry: SeriesEntry, pane = this.pane): void {
    this.lastAct.begin();
    void this.open(entry, pane);
    if (this.panes.length > 1) {
      this.arranged();
    }
  }

  /** A loop plays when its study is opened, unless the reader's system asks for less motion. */
  private playLoop(): void {
    const isQuiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!isQuiet && !this.cine.isPlaying && Cine.isLoop(this.pane)) {
      this.cine.rate = Cine.rateOf(this.pane);
      this.cine.toggle(this.pane);
    }
  }

  /**
   * Shows the best earlier study beside what is shown: its series of the same kind, and of
   * mammograms the same views.
   */
  async openPrior(): Promise<void> {
    const isLast = this.lastAct.begin();
    const { frame, asked } = this.pane;
    const lead = this.pane;
    const series = frame?.series ?? asked;
    const day = isoDayOf(textOf(frame?.attributes ?? {}, TAG.studyDate));
    if (series?.modality === "MG" && frame !== undefined) {
      const compare = hasRoom()
        ? this.compareMammograms(series.study, day, isLast)
        : this.compareMammogram(frame, day, isLast);
      await compare;
      return;
    }
    const prior =
      series &&
      (await this.panel.priorOf(series.modality, day, (all) => counterpartOf(series, all), isLast));
    if (!isLast()) {
      return;
    }
    if (prior === undefined) {
      this.status.tell(text("viewer.prior.none"));
      return;
    }
    this.setPanes(Math.max(2, this.panes.length));
    const beside = this.panes.find((pane) => pane !== lead) as Pane;
    await this.open(prior, beside);
    if (isLast()) {
      lead.element.focus();
    }
  }

  private async compareMammograms(
    study: string,
    day: string,
    isLast: () => boolean,
  ): Promise<void> {
    const look = await this.mammograms.next(study, () => this.earlierMammograms(day, isLast));
    if (!isLast()) {
      return;
    }
    if (look === undefined) {
      this.status.tell(text("viewer.prior.none"));
      return;
    }
    this.mammograms.shows(look);
    this.setPanes(look.panes.length);
    this.side.activate(0);
    this.pane.element.focus();
    await this.arrangement.fill(look);
    if (!isLast()) {
      return;
    }
    this.status.tell(
      look.view === undefined ? text("viewer.prior.alone") : text("viewer.prior.views", look.view),
    );
  }

  /** Shows a mammogram above the earlier one of the same side and view. */
  private async compareMammogram(image: Frame, day: string, isLast: () => boolean): Promise<void> {
    const earlier = await this.earlierMammograms(day, isLast);
    const look = earlier && (await aboveEarlier(this.archive, image, earlier));
    if (!isLast()) {
      return;
    }
    if (look === undefined) {
      this.status.tell(text("viewer.prior.none"));
      return;
    }
    this.setPanes(look.panes.length);
    this.side.activate(0);
    this.pane.element.focus();
    await this.arrangement.fill(look);
  }

  private earlierMammograms(
    day: string,
    isLast: () => boolean,
  ): Promise<SeriesEntry[] | undefined> {
    const some = (all: readonly SeriesEntry[]) => {
      const found = mammogramsIn(all);
      return found.length > 0 ? found : undefined;
    };
    return this.panel.priorOf("MG", day, some, isLast);
  }

  get pane(): Pane {
    return this.side.active;
  }

  get panes(): readonly Pane[] {
    return this.side.all;
  }

  /** While reconstructions are shown, nothing below them can be reached. */
  private cover(isCovered: boolean): void {
    if (isCovered) {
      this.lastAct.begin();
    }
    this.cine.stop();
    this.panes.forEach(({ element }) => (element.inert = isCovered));
    this.show();
  }

  private layOut(place: HTMLElement): void {
    const panes = el("div", { class: "viewer__panes", "data-panes": true }, this.planes.element);
    place.replaceChildren(
      this.toolbar.element,
      this.panel.element,
      panes,
      this.status.element,
      this.status.shown,
      this.offline.element,
      this.unsaved.element,
      this.unchecked.element,
      this.help,
    );
    const takes = (event: KeyboardEvent) => this.keyDrawing.takes(event);
    onKeys(place, takes, (act) => this.commands.perform(act));
    this.toolbar.texting(true);
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("session:over", () => this.forget());
    addEventListener("unhandledrejection", keepsQuiet);
  }

  /** The network is back. */
  private recover(): void {
    forgetUnreachable();
    this.panes.forEach((pane) => pane.recover());
  }

  /** What is measured is on one image of a loop. */
  private holdStill({ target }: PointerEvent): void {
    const isOnImage = target instanceof Element && target.closest(".pane__view") !== null;
    if (isOnImage && isMeasure(this.tools.chosen)) {
      this.cine.stop();
    }
  }

  /** Marks the point that is pressed on, if that is the tool. */
  private locate({ target, buttons, clientX, clientY }: PointerEvent): void {
    const view = target instanceof Element ? target.closest(".pane__view") : null;
    const pane = this.panes.find(({ element }) => element.contains(view));
    if (this.tools.chosen === "locate" && buttons === 1 && view !== null && pane !== undefined) {
      const { left, top } = view.getBoundingClientRect();
      this.crossing.choose(pane, [clientX - left, clientY - top]);
    }
  }

  /** Ends all that runs: the person leaves the page. */
  private leave(): void {
    this.opener.stop();
    this.cine.stop();
    this.planes.close();
    this.panes.forEach((pane) => pane.leave());
  }

  /** The session is over, and its page cleared: no picture stays in memory, whatever comes next. */
  private forget(): void {
    this.saved?.stop();
    this.shared.stop();
    this.own.stop();
    this.leave();
    this.panel.list([]);
    this.states.forget();
    this.tools.forget();
    this.reports.forget();
    cache.purgeCache();
    forgetAttributes();
  }

  private async open(entry: SeriesEntry, pane = this.pane, object = "", frame = 1): Promise<void> {
    this.planes.close();
    this.cine.stop();
    // What would be undone could be on images that are no longer seen.
    this.tools.forgetHistory();
    await this.opener.open(pane, entry, object, frame);
    this.show();
  }

  /** Shows what was measured on a series before, by the reader and by those who shared it. */
  private async showSaved(pane: Pane): Promise<void> {
    const { series, picture } = pane;
    if (series !== undefined) {
      for (const study of new Set(series.frames.map((frame) => frame.series.study))) {
        const frames = series.frames.filter((frame) => frame.series.study === study);
        await this.saved?.show(study, frames, picture.element);
        await this.shared.show(study, frames, picture.element);
      }
      this.tools.draw();
      this.show();
    }
  }

  get reader(): string {
    return this.page.reader;
  }

  toggleKey(): void {
    const { frame } = this.pane;
    if (!this.mayPublish) {
      return;
    }
    if (this.keys.canHave(frame)) {
      this.keys.toggle(frame);
      const count = this.keys.count;
      this.say(text(this.keys.has(frame) ? "viewer.key.chosen" : "viewer.key.removed", count));
      this.show();
    } else {
      this.say(text("viewer.key.other-study"));
    }
  }

  publish(): void {
    const { publish, stay, study } = this.page;
    if (this.mayPublish) {
      askToPublish(this.keys, new PublishCalls(publish, stay), ({ leftOut }) => {
        this.say(text("viewer.publish.done", leftOut));
        void this.archive
          .series(study)
          .then((entries) => this.panel.relist(study, entries))
          .catch(() => this.say(text("viewer.publish.reload")));
        this.show();
      });
    }
  }

  private get mayPublish(): boolean {
    return this.page.publish !== "";
  }

  toggleOthers(): void {
    this.shared.toggle();
    this.tools.draw();
    this.say(text(this.shared.areShown ? "viewer.shared.visible" : "viewer.shared.hidden"));
    this.show();
  }

  /** Offers what others saved of how they saw images, once the first image is there. */
  private async offerViews(pane: Pane): Promise<void> {
    const { series } = pane;
    await idle();
    const studies = new Set(series?.frames.map((frame) => frame.series.study));
    const states = await Promise.all(
      [...studies].map((study) =>
        this.states.of(study, study === this.page.study ? this.listed : undefined),
      ),
    );
    if (series !== undefined && pane.series === series) {
      pane.knowsSaved(states.flat());
    }
  }

  /** Shows what reports measured on the images of a pane. */
  private showReported({ series }: Pane): void {
    const studies = new Set(series?.frames.map((frame) => frame.series.study));
    studies.forEach((study) => void this.reports.load(study));
  }

  /** Brings buttons and strip up to date with the active pane. */
  show(): void {
    const { pane, toolbar } = this;
    if (pane === undefined) {
      return;
    }
    this.side.mark();
    if (this.tools.chosen !== "locate") {
      this.crossing.forget();
    }
    this.crossing.draw();
    const frames = pane.series?.frames.length ?? 0;
    toolbar.chosen(this.tools.chosen);
    toolbar.saving(pane.savedView !== "");
    toolbar.layOut(this.panes.length, this.linked.isOn);
    const own = (pane.series?.selection && pane.frame?.imageId) ?? "";
    toolbar.offer(presetsOf(pane.frame?.attributes ?? {}), own + pane.savedView);
    const isOn = this.planes.isOn;
    toolbar.playing(this.cine.isPlaying, this.cine.rate, frames > 1 && !isOn);
    toolbar.reconstructing(isOn, isOn ? undefined : this.planes.why(pane));
    this.panes.forEach((it) => it.plays(it === this.cine.playing));
    toolbar.offerPublishing(this.mayPublish, this.keys.has(pane.frame));
    toolbar.offerOthers(this.shared.hasSome ? this.shared.areShown : undefined);
    this.panel.chosen(pane.asked?.uid);
    this.address.follow(pane);
  }

  chosePreset(number: number, words: string): void {
    this.toolbar.preset(number);
    this.status.say(words);
  }

  /** Hides the text on all images, or shows it again. */
  toggleText(): void {
    const isHidden = this.place.classList.toggle("has-no-text");
    this.engine.resize(true, true);
    this.toolbar.texting(!isHidden);
    this.status.say(text(isHidden ? "viewer.text.hidden" : "viewer.text.shown"));
  }

  showHelp(): void {
    this.help.showModal();
  }

  say(words: string): void {
    this.status.tell(words);
  }

  layOutPanes(count: number): void {
    this.lastAct.begin();
    this.setPanes(count);
  }

  private setPanes(count: number): void {
    this.planes.close();
    const { side, panes } = this;
    this.addPanes(count);
    while (panes.length > count) {
      const last = panes.at(-1) as Pane;
      this.opener.leave(last);
      this.arrangement.leave(last);
      side.removeLast();
    }
    if (count === 1 && this.linked.isOn) {
      this.linked.toggle();
    }
    this.pane.element.focus();
    this.show();
  }

  private addPanes(count: number): void {
    while (this.panes.length < count) {
      this.side.add();
      this.pane.tell(text("viewer.compare.choose"));
    }
  }

  async tile(): Promise<void> {
    const lead = this.pane;
    const { asked, series, frame } = lead;
    if (asked === undefined || series === undefined || frame === undefined) {
      return;
    }
    const first = lead.picture.index;
    this.layOutPanes(MOST_PANES);
    // A reader who scrolls at once moves all panes: each follows from the image that it opens with.
    lead.element.focus();
    if (!this.linked.isOn) {
      this.linked.toggle();
    }
    const others = this.panes.filter((pane) => pane !== lead);
    await Promise.all(
      others.map(async (pane, i) => {
        const at = placeIn(series, Math.min(first + i + 1, series.frames.length - 1));
        await this.opener.open(pane, asked, at?.object ?? "", at?.frame ?? 1);
      }),
    );
    this.show();
  }

  openBeside(by: number): void {
    this.panel.openBeside(this.pane.asked?.uid ?? "", by);
  }
}

/** Whether the window has room for several panes. */
function hasRoom(): boolean {
  return matchMedia("(min-width: 60rem)").matches;
}

const MOST_IDLE_MILLIS = 2_000;

/** When nothing else is to be done, or after a while. */
function idle(): Promise<void> {
  return new Promise((done) => {
    if (typeof requestIdleCallback === "function") {
      requestIdleCallback(() => done(), { timeout: MOST_IDLE_MILLIS });
    } else {
      setTimeout(done, 0);
    }
  });
}
