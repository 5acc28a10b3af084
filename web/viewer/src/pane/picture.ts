import {
  Enums,
  type RenderingEngine,
  type StackViewport,
  type Types,
  eventTarget,
} from "@cornerstonejs/core";
import type { Received } from "../dicomweb/receiving";
import { forget, refusalOf } from "../images/loader";
import { onReceipt } from "../images/receipts";
import { type Reason, Refusal } from "../images/refusals";
import { Presentation } from "./presentation";

const { Events, ViewportType } = Enums;
const TIMEOUT_MILLIS = 50_000;

/** What a picture tells the pane around it. */
export interface Listener {
  /** Another image was asked for; until it is shown, nothing is. */
  begins(imageId: string): void;
  shows(imageId: string): void;
  refuses(imageId: string, reason: Reason): void;
  /** How much has come of the image that was asked for. */
  receives(received: Received): void;
  /** Window, zoom or orientation changed. */
  changes(): void;
}

/**
 * The library's viewport of a stack of images. It reports for each image that is asked for whether
 * it is really shown: the library's own events and promises can succeed without an image.
 */
export class Picture {
  readonly presentation: Presentation;
  private target: string | undefined;
  private isLeft = true;
  private keepsWindow = true;
  private watch: number | undefined;
  private readonly view: StackViewport;
  private readonly ended = new AbortController();

  constructor(
    private readonly engine: RenderingEngine,
    readonly id: string,
    readonly element: HTMLDivElement,
    private readonly listener: Listener,
  ) {
    engine.enableElement({ viewportId: id, type: ViewportType.STACK, element });
    this.view = engine.getViewport(id) as StackViewport;
    this.presentation = new Presentation(
      this.view,
      () => this.image,
      () => listener.changes(),
    );
    const { signal } = this.ended;
    const on = (name: string, act: (detail: { imageId: string }) => void) =>
      element.addEventListener(name, (event) => act((event as CustomEvent).detail), { signal });
    on(Events.PRE_STACK_NEW_IMAGE, ({ imageId }) => this.begin(imageId));
    on(Events.IMAGE_RENDERED, () => this.rendered());
    on(Events.VOI_MODIFIED, () => listener.changes());
    on(Events.CAMERA_MODIFIED, () => {
      if (!this.presentation.placement.keep()) {
        listener.changes();
      }
    });
    eventTarget.addEventListener(Events.IMAGE_LOAD_ERROR, this.failed);
    onReceipt((imageId, bytes) => imageId === this.target && listener.receives(bytes), signal);
  }

  /**
   * Shows another stack. Images that were refused before are asked for again.
   *
   * @param keepsWindow whether a window that is chosen stays for the next images
   */
  async show(imageIds: string[], index: number, keepsWindow: boolean): Promise<void> {
    imageIds.forEach(forget);
    this.isLeft = false;
    this.keepsWindow = keepsWindow;
    this.presentation.begins(keepsWindow);
    try {
      await this.view.setStack(imageIds, index);
    } catch (fault) {
      this.refuse(imageIds[index] ?? "", reasonOf(fault));
    }
  }

  async goTo(index: number): Promise<void> {
    const imageId = this.view.getImageIds()[index] ?? "";
    try {
      await this.view.setImageIdIndex(index);
    } catch (fault) {
      // Another image may be the one that is asked for by now.
      this.refuse(imageId, reasonOf(fault));
    }
  }

  /** Reports no image any more until another stack is shown. */
  leave(): void {
    clearTimeout(this.watch);
    this.isLeft = true;
    this.target = undefined;
  }

  /** Asks for the current image again. */
  async again(): Promise<void> {
    const imageIds = this.view.getImageIds();
    const index = this.index;
    forget(imageIds[index] ?? "");
    await this.show(imageIds, index, this.keepsWindow);
  }

  get index(): number {
    return Math.max(0, this.view.getCurrentImageIdIndex());
  }

  /** The image that is shown; undefined if there is none, or another one than was asked for. */
  get image(): Types.IImage | undefined {
    const image = this.view.getCornerstoneImage() as Types.IImage | undefined;
    return image !== undefined && image.imageId === this.target ? image : undefined;
  }

  toCanvas(world: Types.Point3): Types.Point2 {
    return this.view.worldToCanvas(world);
  }

  /**
   * The column and row of the image at a place of the element, counted from the edges of the image.
   * The library's `worldToImageCoords` counts from the middle of a pixel, and takes all for square.
   */
  pixelAt(place: Types.Point2): Types.Point2 | undefined {
    const data = this.image && this.view.getImageData();
    const index = data?.imageData.worldToIndex?.(this.view.canvasToWorld(place));
    return index && [index[0] ?? 0, index[1] ?? 0];
  }

  /** The place of the element at which a place of the image is drawn; undefined if none is. */
  canvasAt([x, y]: readonly [number, number]): Types.Point2 | undefined {
    const toWorld = (this.image && this.view.getImageData())?.imageData.indexToWorld;
    return toWorld && this.view.worldToCanvas(toWorld([x, y, 0]) as Types.Point3);
  }

  remove(): void {
    clearTimeout(this.watch);
    this.ended.abort();
    eventTarget.removeEventListener(Events.IMAGE_LOAD_ERROR, this.failed);
    this.engine.disableElement(this.id);
  }

  /** The library scrolls by the wheel itself, also a stack that was left. */
  private begin(imageId: string): void {
    if (this.isLeft) {
      return;
    }
    this.target = imageId;
    clearTimeout(this.watch);
    this.watch = window.setTimeout(() => this.refuse(imageId, "slow"), TIMEOUT_MILLIS);
    this.listener.begins(imageId);
    const before = refusalOf(imageId);
    if (before !== undefined) {
      this.refuse(imageId, before.reason);
    }
  }

  private rendered(): void {
    const { image } = this;
    if (image !== undefined && refusalOf(image.imageId) === undefined) {
      clearTimeout(this.watch);
      this.listener.shows(image.imageId);
    }
  }

  private readonly failed = (event: Event): void => {
    const { imageId, error } = (event as CustomEvent).detail as { imageId: string; error: unknown };
    this.refuse(imageId, reasonOf(error));
  };

  private refuse(imageId: string, reason: Reason): void {
    if (imageId !== this.target || !this.element.isConnected) {
      return;
    }
    clearTimeout(this.watch);
    if (reason === "stopped") {
      void this.again();
    } else {
      this.listener.refuses(imageId, reason);
    }
  }
}

function reasonOf(fault: unknown): Reason {
  return fault instanceof Refusal ? fault.reason : "undecodable";
}
