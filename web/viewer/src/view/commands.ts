import { attributesOf } from "../images/loader";
import { hasRegions } from "../images/picture/regions";
import { calibrate } from "../measurements/calibration";
import { columnFor, placeOn } from "../measurements/ground";
import { isOfPlane } from "../measurements/mark";
import { askForLength } from "../measurements/labelDialog";
import { type PlainKey, text } from "../messages";
import { type Adjusted, type Stepped, ZOOM_STEP } from "../pane/adjusted";
import type { Pane } from "../pane/pane";
import type { Placement } from "../pane/placement";
import type { Reports } from "../reported/reports";
import { Cine } from "./cine";
import type { Act } from "./commandList";
import { pictureName, pictureOf, print, saveFile, valuesOf } from "./exporting";
import type { Linked } from "./linked";
import { MOST_PANES } from "./panes";
import type { PlanesMode } from "./planesMode";
import { presetsOf } from "./presets";
import type { ToolName, Tools } from "./tools";

const WINDOW_FACTOR = 1.1;

/** What the commands work on. */
export interface Commanded {
  /** The active pane. */
  readonly pane: Pane;
  readonly panes: readonly Pane[];
  readonly tools: Tools;
  readonly cine: Cine;
  readonly planes: PlanesMode;
  /** Brings buttons and strip up to date. */
  show(): void;
  /** A window of values was chosen by its number. */
  chosePreset(number: number, words: string): void;
  /** Tells the reader what happened. */
  say(words: string): void;
  readonly linked: Linked;
  readonly reports: Reports;
  /** Shows so many panes. */
  layOutPanes(count: number): void;
  /** Shows consecutive images of the active pane's series in all panes. */
  tile(): Promise<void>;
  /** Shows the best earlier study beside what is shown. */
  openPrior(): Promise<void>;
  /** Shows the study as it opens by the rules, and forgets the reader's layout for its kind. */
  openStandard(): Promise<void>;
  /** Forgets all layouts of the reader. */
  forgetLayouts(): Promise<void>;
  /** The reader changed the layout by hand. */
  arranged(): void;
  openBeside(by: number): void;
  /** The name of the reader. */
  readonly reader: string;
  /** Chooses the image that is shown as a key image, or no longer. */
  toggleKey(): void;
  /** Asks whether to write key images or measurements to the archive. */
  publish(): void;
  /** Hides or shows measurements of others. */
  toggleOthers(): void;
  toggleText(): void;
  showHelp(): void;
}

/** Does what buttons and keys stand for. */
export class Commands {
  constructor(private readonly on: Commanded) {}

  perform(act: Act): void {
    switch (act.act) {
      case "step":
        return this.step(act.by);
      case "end":
        return this.stepped.end(act.last);
      case "series":
        return this.on.openBeside(act.by);
      case "zoom":
        return this.zoom(act.by);
      case "move":
        return this.placed.move(act.right, act.down);
      case "width":
      case "centre":
        return this.adjusted.adjust(act.act, WINDOW_FACTOR ** act.by);
      case "tool":
        return this.tool(act.tool);
      case "preset":
        return this.preset(act.number);
      case "layout":
        return this.layout(act.count);
      case "pane":
        return this.focusNext();
      default:
        return void this[act.act]();
    }
  }

  private tool(tool: ToolName): void {
    this.on.tools.choose(tool);
    this.on.show();
  }

  private preset(number: number): void {
    const { pane } = this.on;
    const preset = presetsOf(pane.frame?.attributes ?? {})[number - 1];
    if (preset === undefined || pane.picture.image === undefined) {
      return;
    }
    if (preset.window === undefined) {
      this.adjusted.resetWindow();
    } else {
      this.adjusted.choose?.(preset.by);
      this.adjusted.window = preset.window;
    }
    this.on.chosePreset(number, preset.name);
  }

  private step(by: number): void {
    this.stepped.step(by);
  }

  private zoom(by: number): void {
    this.placed.scale(ZOOM_STEP ** by);
  }

  private invert(): void {
    this.adjusted.invert();
  }

  private rotate(): void {
    this.adjusted.rotate();
  }

  private mirror(): void {
    this.adjusted.mirror?.("across");
  }

  private flip(): void {
    this.adjusted.mirror?.("down");
  }

  private reset(): void {
    this.adjusted.reset();
    this.placed.fit();
    if (!this.on.planes.isOn) {
      this.on.pane.placeSaved();
    }
  }

  private saved(): void {
    if (!this.on.planes.isOn) {
      this.on.pane.nextSaved();
    }
  }

  private play(): void {
    const { cine, pane, planes } = this.on;
    if (planes.isOn) {
      return;
    }
    if (!cine.isPlaying) {
      cine.rate = Cine.rateOf(pane);
    }
    cine.toggle(pane);
  }

  rate(rate: number): void {
    this.on.cine.rate = rate;
  }

  /** Deletes what is measured on the series of the active pane, or on the reconstructions. */
  private clear(): void {
    const { pane, planes, tools } = this.on;
    const images = new Set(pane.series?.frames.map(({ imageId }) => imageId));
    const count = tools.clear((drawn) =>
      planes.isOn ? isOfPlane(drawn) : images.has(drawn.metadata?.referencedImageId ?? ""),
    );
    this.on.say(text("viewer.measure.cleared", count));
  }

  private delete(): void {
    this.say(this.on.tools.deleteSelected() ? "viewer.measure.deleted" : "viewer.measure.none");
  }

  /** Confirms the selected measurement, which may be in a wrong place. */
  confirmSelected(): void {
    const isDone = this.on.tools.confirmSelected();
    this.say(isDone ? "viewer.marks.confirmed" : "viewer.measure.none");
  }

  private undo(): void {
    this.say(this.on.tools.undo() ? "viewer.measure.undone" : "viewer.measure.no-undo");
  }

  private redo(): void {
    this.say(this.on.tools.redo() ? "viewer.measure.redone" : "viewer.measure.no-redo");
  }

  private say(words: PlainKey): void {
    this.on.say(text(words));
  }

  private compare(): void {
    this.on.layOutPanes(this.on.panes.length > 1 ? 1 : 2);
    this.on.arranged();
  }

  private layout(count = (this.on.panes.length % MOST_PANES) + 1): void {
    this.on.layOutPanes(count);
    this.on.arranged();
    this.on.say(text("viewer.layout.shown", count));
  }

  private tile(): void {
    void this.on.tile();
  }

  private prior(): void {
    void this.on.openPrior();
  }

  private standard(): void {
    void this.on.openStandard();
  }

  private forget(): void {
    void this.on.forgetLayouts();
  }

  private link(): void {
    const { linked, panes } = this.on;
    if (panes.length > 1 || linked.isOn) {
      linked.toggle();
      this.on.arranged();
      this.say(linked.isOn ? "viewer.link.on" : "viewer.link.off");
      this.on.show();
    }
  }

  private picture(): void {
    void this.withPicture(saveFile);
  }

  private print(): void {
    void this.withPicture((picture) => void print(picture));
  }

  private async withPicture(use: (picture: Blob, name: string) => void): Promise<void> {
    const { cine, pane, planes } = this.on;
    cine.stop();
    const name = pane.frame && pictureName(pane.frame);
    const picture = planes.isOn ? undefined : await pictureOf(pane).catch(() => undefined);
    if (picture === undefined || name === undefined) {
      this.say("viewer.picture.none");
    } else {
      use(picture, name);
    }
  }

  /** Takes the reader's word for the length of the selected line, for its object. */
  private calibrate(): void {
    const line = this.on.tools.selectedLength();
    const imageId = line?.metadata?.referencedImageId ?? "";
    const attributes = attributesOf(imageId);
    const [from, to] = line?.data.handles?.points ?? [];
    if (attributes === undefined || from === undefined || to === undefined) {
      this.say("viewer.calibrate.none");
      return;
    }
    if (hasRegions(attributes)) {
      this.say("viewer.calibrate.regions");
      return;
    }
    const places = [placeOn(imageId, from), placeOn(imageId, to)] as const;
    askForLength((millimetres) => {
      if (millimetres !== undefined) {
        calibrate(attributes, columnFor(attributes, places, millimetres));
        this.on.tools.draw();
        this.say(millimetres > 0 ? "viewer.calibrate.done" : "viewer.calibrate.removed");
      }
    });
  }

  private async values(): Promise<void> {
    const table = await valuesOf(this.on.panes, this.on.reader);
    if (table === undefined) {
      this.say("viewer.values.none");
    } else {
      // The mark tells spreadsheets that this is UTF-8.
      saveFile(new Blob(["\uFEFF", table], { type: "text/csv" }), "measurements.csv");
    }
  }

  private key(): void {
    this.on.toggleKey();
  }

  private publish(): void {
    this.on.publish();
  }

  private others(): void {
    this.on.toggleOthers();
  }

  private planes(): void {
    void this.on.planes.toggle(this.on.pane);
  }

  private text(): void {
    this.on.toggleText();
  }

  /** Shows or hides what reports measured. */
  private reported(): void {
    const { reports } = this.on;
    reports.isShown = !reports.isShown;
    reports.draw();
    this.say(reports.isShown ? "viewer.reported.shown" : "viewer.reported.hidden");
  }

  /** Shows or hides the contours of structure sets. */
  private contours(): void {
    const { reports } = this.on;
    reports.areContoursShown = !reports.areContoursShown;
    reports.draw();
    this.say(reports.areContoursShown ? "viewer.contours.shown" : "viewer.contours.hidden");
  }

  private help(): void {
    this.on.showHelp();
  }

  /** What is changed: the reconstructions, or the images of the active pane. */
  private get adjusted(): Adjusted {
    return this.on.planes.shown ?? this.on.pane.picture.presentation;
  }

  private get placed(): Pick<Placement, "scale" | "move" | "fit"> {
    return this.on.planes.shown ?? this.on.pane.placement;
  }

  private get stepped(): Stepped {
    return this.on.planes.shown ?? this.on.pane;
  }

  private focusNext(): void {
    const { pane, panes, planes } = this.on;
    if (planes.shown === undefined) {
      panes[(panes.indexOf(pane) + 1) % panes.length]?.element.focus();
    } else {
      planes.shown.focusNext();
    }
  }
}
