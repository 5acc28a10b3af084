import { type Types, registerImageLoader } from "@cornerstonejs/core";
import { createImage, wadors } from "@cornerstonejs/dicom-image-loader";
import { type Archive, BadAnswer } from "../dicomweb/archive";
import { type Attributes, TAG, numberOf } from "../dicomweb/attributes";
import { transferSyntaxOf } from "../dicomweb/multipart";
import { type Received, UnusableAnswer } from "../dicomweb/receiving";
import { present, presentationOf } from "./picture/picture";
import { checkUnusedBits, withoutUnusedBits } from "./picture/stored";
import { Refusal, checkAttributes, checkFrame } from "./refusals";
import { tellReceipt } from "./receipts";
import { mostBytes } from "./size";
import type { Beside } from "./states/applied";

const SCHEME = "wadors";
const TIMEOUT_MILLIS = 45_000;
const MAX_VALUES = 8;

interface Loading {
  readonly promise: Promise<Types.IImage>;
  readonly cancelFn: () => void;
}

/** Why frames were refused, by image id. */
const refused = new Map<string, Refusal>();

/** Large values that were read last, by their addresses. */
const values = new Map<string, Uint8Array>();

export function imageIdOf(path: string, frame: number): string {
  return `${SCHEME}:${path}/frames/${frame}`;
}

/** Says what an image of another scheme is like; its id differs from the plain one in the scheme alone. */
const variants = new Map<string, Variant>();

/** How images are shown otherwise than they were acquired. */
export interface Variant {
  /** @param imageId the plain one */
  attributesOf(imageId: string): Attributes | undefined;
  load(imageId: string, options: object, signal: AbortSignal): Promise<Types.IImage>;
}

/** Registers images of a scheme of their own, which have the ids of plain ones but for that. */
export function registerVariant(scheme: string, variant: Variant): void {
  variants.set(scheme, variant);
  // The library keeps what is registered; the variant itself must be forgotten with the others.
  register(scheme, async (imageId, options, signal) => {
    const known = variants.get(scheme);
    if (known === undefined) {
      throw new Refusal("missing");
    }
    return known.load(imageId, options, signal);
  });
}

/** The id of an image as it was acquired. */
export function plainIdOf(imageId: string): string {
  return SCHEME + imageId.slice(imageId.indexOf(":"));
}

export function variantIdOf(scheme: string, imageId: string): string {
  return scheme + imageId.slice(imageId.indexOf(":"));
}

export function attributesOf(imageId: string): Attributes | undefined {
  const variant = variants.get(imageId.slice(0, imageId.indexOf(":")));
  return variant === undefined ? plainAttributesOf(imageId) : variant.attributesOf(imageId);
}

function plainAttributesOf(imageId: string): Attributes | undefined {
  return wadors.metaDataManager.get(imageId) as Attributes | undefined;
}

export function describe(imageId: string, attributes: Attributes): void {
  wadors.metaDataManager.add(imageId, attributes as never);
}

/** Forgets the attributes of all images. */
export function forgetAttributes(): void {
  variants.clear();
  wadors.metaDataManager.purge();
}

export function refusalOf(imageId: string): Refusal | undefined {
  return refused.get(imageId);
}

/** Forgets that a frame was refused, so that it is asked for again. */
export function forget(imageId: string): void {
  refused.delete(imageId);
}

/** Forgets the frames that failed for want of a network, so that they are asked for again. */
export function forgetUnreachable(): void {
  for (const [imageId, { reason }] of refused) {
    if (reason === "unreachable" || reason === "slow") {
      refused.delete(imageId);
    }
  }
}

/**
 * Registers the loader of frames: the library's, but for the request, which can be stopped, and
 * the checks before and after decoding.
 */
export function registerFrames(archive: Archive): void {
  register(SCHEME, (imageId, options, signal) => load(archive, imageId, options, signal));
}

function register(scheme: string, from: Variant["load"]): void {
  registerImageLoader(scheme, ((imageId: string, options: object): Loading => {
    const stop = new AbortController();
    return {
      promise: from(imageId, options, stop.signal).catch((fault: unknown) => {
        const refusal = asRefusal(fault, stop.signal.aborted);
        if (refusal.reason !== "stopped") {
          refused.set(imageId, refusal);
        }
        throw refusal;
      }),
      cancelFn: () => stop.abort(),
    };
  }) as Types.ImageLoaderFn);
}

/**
 * Loads a frame.
 *
 * @param beside what a presentation state asks for; undefined if the image is shown as acquired
 * @throws Refusal
 */
export async function load(
  archive: Archive,
  imageId: string,
  options: object,
  stopped: AbortSignal,
  beside?: Beside,
): Promise<Types.IImage> {
  const attributes = attributesOf(imageId);
  if (attributes === undefined) {
    throw new Refusal("missing");
  }
  checkAttributes(attributes);
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MILLIS)]);
  const path = imageId.slice(imageId.indexOf(":") + 1);
  const tell = (bytes: Received) => tellReceipt(imageId, bytes);
  const part = await archive.frame(path, mostBytes(attributes), signal, tell);
  const syntax = transferSyntaxOf(part.contentType);
  // Decoders look at words, which must not begin at an odd place of the message.
  const frame = part.data.slice();
  checkFrame(attributes, syntax, frame);
  const stored = withoutUnusedBits(attributes, syntax, frame);
  const read = (address: string) => bulk(archive, address, signal);
  const number = Number(imageId.slice(imageId.lastIndexOf("/") + 1));
  const presentation = await presentationOf(attributes, number, stored, read, beside);
  const image = await decoded(imageId, frame, syntax, options);
  checkImage(attributes, image);
  if (!image.color) {
    checkUnusedBits(attributes, syntax, image.maxPixelValue);
  }
  present(image, attributes, presentation);
  return image;
}

/** A large value, of which the frames of an object ask for the same one. */
export async function bulk(
  archive: Archive,
  address: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const known = values.get(address);
  if (known !== undefined) {
    return known;
  }
  const value = await archive.bulk(address, signal);
  values.set(address, value);
  [...values.keys()].slice(0, -MAX_VALUES).forEach((old) => values.delete(old));
  return value;
}

async function decoded(imageId: string, frame: Uint8Array, syntax: string, options: object) {
  try {
    return (await createImage(imageId, frame as never, syntax, options as never)) as Types.IImage;
  } catch (cause) {
    throw new Refusal("undecodable", String(cause));
  }
}

/** The image must have the size that its attributes give: decoders take it from the frame. */
function checkImage(attributes: Attributes, image: Types.IImage): void {
  const rows = numberOf(attributes, TAG.rows);
  const columns = numberOf(attributes, TAG.columns);
  const values = image.getPixelData().length;
  const channels = image.color ? [3, 4] : [1];
  const isWhole = channels.some((count) => values === image.rows * image.columns * count);
  if (image.rows !== rows || image.columns !== columns || !isWhole) {
    throw new Refusal("broken", `${image.columns} x ${image.rows}, ${values} values`);
  }
}

function asRefusal(fault: unknown, stopped: boolean): Refusal {
  if (fault instanceof Refusal) {
    return fault;
  }
  if (fault instanceof BadAnswer) {
    return new Refusal(reasonOf(fault.status), fault.message);
  }
  if (fault instanceof UnusableAnswer) {
    return new Refusal("broken", fault.message);
  }
  if (stopped) {
    return new Refusal("stopped");
  }
  const isSlow = fault instanceof DOMException && fault.name === "TimeoutError";
  return new Refusal(isSlow ? "slow" : "unreachable", String(fault));
}

/** 0 is a redirect to the sign-in page. */
function reasonOf(status: number) {
  switch (status) {
    case 0:
    case 401:
      return "ended";
    case 404:
    case 410:
      return "missing";
    case 406:
      return "syntax";
    default:
      return "unreachable";
  }
}
