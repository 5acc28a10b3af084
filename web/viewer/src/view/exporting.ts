import { annotation } from "@cornerstonejs/tools";
import { el } from "sallyport-common/dom";
import { withPoint } from "sallyport-common/language";
import { TAG, textOf } from "../dicomweb/attributes";
import type { Frame } from "../images/loadedSeries";
import { loadImage } from "../images/wholeImage";
import { type PlainKey, text } from "../messages";
import { byOf, isUnchecked, markOf } from "../measurements/mark";
import { linesOf } from "../measurements/measuring";
import type { Pane } from "../pane/pane";
import { dayOf, seriesName } from "../pane/words";

const BREAK = "\r\n";

/** A picture of what a pane shows, with measurements and words; undefined if it shows no image. */
export async function pictureOf(pane: Pane): Promise<Blob | undefined> {
  const { element, picture } = pane;
  const drawn = picture.element.querySelector("canvas");
  if (picture.image === undefined || drawn === null) {
    return undefined;
  }
  const { left, top, width, height } = element.getBoundingClientRect();
  const canvas = el("canvas", {});
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  const context = canvas.getContext("2d");
  if (context === null) {
    return undefined;
  }
  context.scale(devicePixelRatio, devicePixelRatio);
  context.fillStyle = "#000";
  context.fillRect(0, 0, width, height);
  const placed = (it: Element) => {
    const box = it.getBoundingClientRect();
    return [box.left - left, box.top - top, box.width, box.height] as const;
  };
  context.drawImage(drawn, ...placed(drawn));
  // All is read now: while lines are made images, another image can be shown.
  const words = wordsOn(element, placed);
  const layers = [...element.querySelectorAll("svg")]
    .filter((it) => getComputedStyle(it).visibility !== "hidden" && it.childElementCount > 0)
    .map((it) => ({ content: contentOf(it), box: placed(it) }));
  for (const { content, box } of layers) {
    context.drawImage(await imageOf(content), ...box);
  }
  drawWords(context, words);
  return new Promise((done) => canvas.toBlob((blob) => done(blob ?? undefined), "image/png"));
}

function contentOf(lines: SVGSVGElement): string {
  const { width, height } = lines.getBoundingClientRect();
  const copy = lines.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(copy);
}

async function imageOf(content: string): Promise<HTMLImageElement> {
  const src = URL.createObjectURL(new Blob([content], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = src;
  await image.decode();
  URL.revokeObjectURL(src);
  return image;
}

type Box = readonly [x: number, y: number, width: number, height: number];

interface Word {
  readonly words: string;
  readonly font: string;
  readonly box: Box;
}

/** The words over an image that are seen. */
function wordsOn(element: HTMLElement, placed: (it: Element) => Box): Word[] {
  const all = element.querySelectorAll(".overlay span, .overlay__mark, .overlay__notice");
  return [...all].flatMap((it) => {
    const { visibility, font } = getComputedStyle(it);
    return visibility === "hidden" ? [] : [{ words: it.textContent ?? "", font, box: placed(it) }];
  });
}

function drawWords(context: CanvasRenderingContext2D, all: readonly Word[]): void {
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.lineWidth = 3;
  context.strokeStyle = "#000";
  context.fillStyle = "#f2f5f5";
  for (const { words, font, box } of all) {
    const [x, y, width, height] = box;
    context.font = font;
    context.direction = isFromRight(words) ? "rtl" : "ltr";
    context.strokeText(words, x, y + height / 2, width);
    context.fillText(words, x, y + height / 2, width);
  }
}

/** Whether the first letter is one of a script that is written from the right. */
function isFromRight(words: string): boolean {
  return /^\P{L}*[\u0590-\u08ff]/u.test(words);
}

/**
 * The measurements on the images of some panes, as a table of comma-separated values (RFC 4180).
 *
 * @param reader the name of who made those that have no name
 */
export async function valuesOf(
  panes: readonly Pane[],
  reader: string,
): Promise<string | undefined> {
  // Values are those of the pixels, which may not have been asked for yet.
  await Promise.all(measuredOn(panes).map((imageId) => loadImage(imageId).catch(() => undefined)));
  const rows = withPoint(() => panes.flatMap((pane) => rowsOf(pane, reader)));
  const unique = [...new Map(rows.map((row) => [row.id, row.cells])).values()];
  return unique.length === 0
    ? undefined
    : [HEADINGS.map((key) => text(key)), ...unique]
        .map((cells) => cells.map(cell).join(",") + BREAK)
        .join("");
}

/** The images of panes that something is measured on. */
function measuredOn(panes: readonly Pane[]): string[] {
  const shown = new Set(
    panes.flatMap(({ series }) => series?.frames.map((it) => it.imageId) ?? []),
  );
  const all = annotation.state.getAllAnnotations();
  const measured = all.map(({ metadata }) => metadata?.referencedImageId ?? "");
  return [...new Set(measured)].filter((imageId) => shown.has(imageId));
}

const HEADINGS: readonly PlainKey[] = [
  "viewer.values.study",
  "viewer.values.series",
  "viewer.values.image",
  "viewer.values.measurement",
  "viewer.values.value",
  "viewer.values.by",
];

function rowsOf({ series }: Pane, reader: string): { id: string; cells: string[] }[] {
  if (series === undefined) {
    return [];
  }
  const frames = new Map(series.frames.map((frame) => [frame.imageId, frame]));
  return annotation.state.getAllAnnotations().flatMap((drawn) => {
    const placed = markOf(drawn);
    const imageId = drawn.metadata?.referencedImageId ?? "";
    const frame = frames.get(imageId);
    if (placed === undefined || frame === undefined || drawn.isVisible === false) {
      return [];
    }
    const { id, kind, text: words } = placed.mark;
    const lines =
      kind === "arrow" ? [words] : (linesOf(kind, drawn.data, `imageId:${imageId}`) ?? []);
    const doubt = isUnchecked(drawn.data) ? [text("viewer.marks.unchecked")] : [];
    const name = text(`viewer.tool.${kind}`);
    const { number, description, modality } = frame.series;
    const day = dayOf(textOf(frame.attributes, TAG.studyDate));
    const study = [day, modality].filter((it) => it !== "").join(", ");
    const image = [study, seriesName(number, description), String(frame.place)];
    return [
      { id, cells: [...image, name, [...lines, ...doubt].join("; "), byOf(drawn) ?? reader] },
    ];
  });
}

/** A cell that no spreadsheet takes for a formula. */
function cell(words: string): string {
  const safe = /^([=+@\t\r]|-(?!\d))/.test(words) ? `'${words}` : words;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Gives the reader a file. */
export function saveFile(content: Blob, name: string): void {
  const href = URL.createObjectURL(content);
  const link = el("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** The name of the file with a picture: it says nothing of the patient. */
export function pictureName({ series, place, number }: Frame): string {
  return `series-${series.number}-image-${place}-${number}.png`;
}

/** Prints a picture alone. */
export async function print(picture: Blob): Promise<void> {
  const src = URL.createObjectURL(picture);
  const image = el("img", { class: "viewer__print", src, alt: "" });
  document.body.append(image);
  await image.decode();
  window.print();
  image.remove();
  URL.revokeObjectURL(src);
}
