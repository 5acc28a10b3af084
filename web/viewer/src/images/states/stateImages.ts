import type { Types } from "@cornerstonejs/core";
import type { Archive } from "../../dicomweb/archive";
import { type Attributes, TAG, textOf } from "../../dicomweb/attributes";
import { attributesOf, bulk, load, plainIdOf, registerVariant, variantIdOf } from "../loader";
import { firstWindow } from "../picture/greys";
import { hasEmbedded } from "../picture/overlays";
import { type Presented, present, presentationOf } from "../picture/picture";
import { loadImage } from "../wholeImage";
import { type Beside, attributesWith, besideOf, changesValues } from "./applied";
import type { Meant, PresentationState } from "./state";

/** So many sets of attributes are kept. */
const MAX_KEPT = 2_000;

/** The scheme of the images of each state, by its study and UID. */
const schemes = new Map<string, string>();

const PLACE = /\/instances\/([^/]+)\/frames\/(\d+)$/;

/** The id of an image as a state shows it. */
export function stateImageId(archive: Archive, state: PresentationState, imageId: string): string {
  const key = `${state.study}/${state.object}`;
  const known = schemes.get(key);
  const scheme = known ?? `state${schemes.size + 1}`;
  if (known === undefined) {
    schemes.set(key, scheme);
    registerVariant(scheme, new StateImages(archive, state));
  }
  return variantIdOf(scheme, imageId);
}

/** Images as a state shows them. */
class StateImages {
  private readonly kept = new Map<string, Attributes>();
  private readonly beside: Beside;

  constructor(
    private readonly archive: Archive,
    private readonly state: PresentationState,
  ) {
    this.beside = besideOf(state);
  }

  attributesOf(imageId: string): Attributes | undefined {
    const plainId = plainIdOf(imageId);
    const known = this.kept.get(plainId);
    const image = known === undefined ? attributesOf(plainId) : undefined;
    if (image === undefined) {
      return known;
    }
    const made = attributesWith(this.state, image, meantBy(plainId));
    this.kept.set(plainId, made);
    [...this.kept.keys()].slice(0, -MAX_KEPT).forEach((old) => this.kept.delete(old));
    return made;
  }

  /** Values that the state does not change are those of the image, which may be there already. */
  async load(imageId: string, options: object, signal: AbortSignal): Promise<Types.IImage> {
    const plainId = plainIdOf(imageId);
    const plain = attributesOf(plainId) ?? {};
    const applied = this.attributesOf(imageId) ?? {};
    const isOther = changesValues(plain, applied) || hasEmbedded(applied);
    const image: Presented = isOther
      ? await load(this.archive, imageId, options, signal, this.beside)
      : await this.presented(imageId, plainId, applied, signal);
    return Object.assign(image, { invert: textOf(applied, TAG.photometric) === "MONOCHROME1" });
  }

  private async presented(
    imageId: string,
    plainId: string,
    applied: Attributes,
    signal: AbortSignal,
  ): Promise<Presented> {
    const read = (address: string) => bulk(this.archive, address, signal);
    const none = () => 0;
    const { number } = meantBy(plainId);
    const presentation = await presentationOf(applied, number, none, read, this.beside);
    const plain = await loadImage(plainId);
    const { centre, width } = firstWindow(applied) ?? {};
    const image = Object.assign({}, plain, {
      imageId,
      windowCenter: centre ?? plain.windowCenter,
      windowWidth: width ?? plain.windowWidth,
      cachedLut: undefined,
      drawing: undefined,
      greys: undefined,
      stats: undefined,
    }) as unknown as Presented;
    present(image, applied, presentation);
    return image;
  }
}

function meantBy(imageId: string): Meant {
  const [, object = "", number = "1"] = PLACE.exec(imageId) ?? [];
  return { object, number: Number(number) };
}
