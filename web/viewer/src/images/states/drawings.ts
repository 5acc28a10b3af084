import { type Attributes, itemsOf, numberOf, numbersOf, textOf } from "../../dicomweb/attributes";
import { type Area, type Place, inArea } from "./area";
import { LAYER, type Layer, layersOf } from "./layers";
import { type Meant, type PresentationState, itemsFor, turnedBy } from "./state";

const ANNOTATIONS = "00700001";
const TEXTS = "00700008";
const GRAPHICS = "00700009";
const COMPOUNDS = "00700209";
const STYLES = ["00700231", "00700232", "00700233"];
const BOX_UNITS = "00700003";
const ANCHOR_UNITS = "00700004";
const UNITS = "00700005";
const WORDS = "00700006";
const BOX_FROM = "00700010";
const BOX_TO = "00700011";
const JUSTIFICATION = "00700012";
const ANCHOR = "00700014";
const ANCHOR_VISIBLE = "00700015";
const DIMENSIONS = "00700020";
const POINT_COUNT = "00700021";
const DATA = "00700022";
const TYPE = "00700023";
const FILLED = "00700024";
const YES = "Y";
const BREAK = /\r\n|\r|\n/;
/** More would make every drawing of an image slow. */
const MAX_POINTS = 20_000;
const ROUND_STEPS = 96;
const CURVE_STEPS = 12;

/** A drawing of a state. Places are columns and rows of the image. */
export type Drawn = (
  | { readonly kind: "point"; readonly at: Place }
  | {
      readonly kind: "line";
      readonly points: readonly Place[];
      readonly isClosed: boolean;
      readonly isFilled: boolean;
    }
  | {
      readonly kind: "text";
      readonly lines: readonly string[];
      /** Two corners of the box for the text; undefined if it is beside its anchor. */
      readonly box: readonly [Place, Place] | undefined;
      readonly side: "start" | "middle" | "end";
      readonly anchor: Place | undefined;
      readonly isAnchorVisible: boolean;
    }
) & { readonly layer: Layer };

type ToImage = (units: string, place: Place) => Place | undefined;

/**
 * What a state draws over an image, in the order of its layers.
 *
 * @returns undefined if there is something that cannot be drawn exactly
 */
export function drawingsOf(
  state: PresentationState,
  area: Area,
  meant: Meant,
): readonly Drawn[] | undefined {
  const layers = layersOf(state);
  const fromDisplay = inArea(area, turnedBy(state).rotation);
  const toImage: ToImage = (units, place) =>
    units === "PIXEL" ? place : units === "DISPLAY" ? fromDisplay(place) : undefined;
  const drawn: Drawn[] = [];
  for (const item of itemsFor(state, ANNOTATIONS, meant)) {
    const layer = layers.get(textOf(item, LAYER));
    if (layer === undefined || itemsOf(item, COMPOUNDS).length > 0) {
      return undefined;
    }
    const all = [
      ...itemsOf(item, GRAPHICS).map((it) => graphic(it, layer, toImage)),
      ...itemsOf(item, TEXTS).map((it) => words(it, layer, toImage)),
    ];
    if (all.includes(undefined)) {
      return undefined;
    }
    drawn.push(...(all as Drawn[]));
  }
  const points = drawn.reduce((sum, it) => sum + (it.kind === "line" ? it.points.length : 1), 0);
  return points > MAX_POINTS ? undefined : drawn.sort((a, b) => a.layer.order - b.layer.order);
}

function graphic(item: Attributes, layer: Layer, toImage: ToImage): Drawn | undefined {
  const units = textOf(item, UNITS);
  const type = textOf(item, TYPE);
  const data = numbersOf(item, DATA);
  const own = Array.from(
    { length: data.length >> 1 },
    (_, i): Place => [data[2 * i] ?? 0, data[2 * i + 1] ?? 0],
  );
  const isWhole = numberOf(item, DIMENSIONS) === 2 && numberOf(item, POINT_COUNT) === own.length;
  // A circle in parts of an area, of which the sides differ, is none.
  const isRound = type !== "CIRCLE" || units === "PIXEL";
  const made = isWhole && isRound && !isStyled(item) ? lineOf(type, own) : undefined;
  const points = made?.points.map((place) => toImage(units, place));
  if (made === undefined || points === undefined || points.includes(undefined)) {
    return undefined;
  }
  const [at] = points;
  if (type === "POINT") {
    return at && { kind: "point", at, layer };
  }
  const isFilled = textOf(item, FILLED) === YES;
  const { isClosed } = made;
  return { kind: "line", points: points as Place[], isClosed, isFilled, layer };
}

/** The points of a graphic; undefined if it is not known, or has too few. */
function lineOf(
  type: string,
  points: readonly Place[],
): { readonly points: readonly Place[]; readonly isClosed: boolean } | undefined {
  const [a, b, c, d] = points;
  switch (type) {
    case "POINT":
      return points.length === 1 ? { points, isClosed: false } : undefined;
    case "POLYLINE":
      return points.length >= 2 ? { points, isClosed: isSame(a, points.at(-1)) } : undefined;
    case "INTERPOLATED":
      return points.length >= 2
        ? { points: curve(points), isClosed: isSame(a, points.at(-1)) }
        : undefined;
    case "CIRCLE":
      return points.length === 2 && a && b ? { points: circle(a, b), isClosed: true } : undefined;
    case "ELLIPSE":
      return points.length === 4 && a && b && c && d
        ? { points: ellipse(a, b, c, d), isClosed: true }
        : undefined;
    default:
      return undefined;
  }
}

function isSame(a: Place | undefined, b: Place | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}

function circle([x, y]: Place, [onX, onY]: Place): Place[] {
  const radius = Math.hypot(onX - x, onY - y);
  return around([x, y], [radius, 0], [0, radius]);
}

/** The ends of the longer axis, and of the shorter one. */
function ellipse(a: Place, b: Place, c: Place, d: Place): Place[] {
  const middle: Place = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  return around(
    middle,
    [(b[0] - a[0]) / 2, (b[1] - a[1]) / 2],
    [(d[0] - c[0]) / 2, (d[1] - c[1]) / 2],
  );
}

function around([x, y]: Place, first: Place, second: Place): Place[] {
  return Array.from({ length: ROUND_STEPS }, (_, i) => {
    const angle = (2 * Math.PI * i) / ROUND_STEPS;
    const [across, down] = [Math.cos(angle), Math.sin(angle)];
    return [x + across * first[0] + down * second[0], y + across * first[1] + down * second[1]];
  });
}

/** A smooth curve through points: how it runs between them, DICOM leaves open. */
function curve(points: readonly Place[]): Place[] {
  const last = points.length - 1;
  const isClosed = isSame(points[0], points[last]);
  const at = (i: number): Place =>
    points[isClosed ? (i + last) % last : Math.max(0, Math.min(last, i))] ?? [0, 0];
  const parts = Array.from({ length: last }, (_, i) => {
    const [before, from, to, after] = [at(i - 1), points[i] ?? [0, 0], at(i + 1), at(i + 2)];
    return Array.from({ length: CURVE_STEPS }, (_unused, step): Place => {
      const t = step / CURVE_STEPS;
      const on = (axis: 0 | 1) =>
        0.5 *
        (2 * from[axis] +
          (to[axis] - before[axis]) * t +
          (2 * before[axis] - 5 * from[axis] + 4 * to[axis] - after[axis]) * t ** 2 +
          (3 * from[axis] - before[axis] - 3 * to[axis] + after[axis]) * t ** 3);
      return [on(0), on(1)];
    });
  });
  return [...parts.flat(), points[last] ?? [0, 0]];
}

const SIDES = { LEFT: "start", CENTER: "middle", RIGHT: "end" } as const;

function words(item: Attributes, layer: Layer, toImage: ToImage): Drawn | undefined {
  const place = (units: string, tag: string) => {
    const [x, y] = numbersOf(item, tag);
    return x === undefined || y === undefined ? undefined : toImage(textOf(item, units), [x, y]);
  };
  const [from, to] = [place(BOX_UNITS, BOX_FROM), place(BOX_UNITS, BOX_TO)];
  const anchor = place(ANCHOR_UNITS, ANCHOR);
  const box = from && to && ([from, to] as const);
  if (isStyled(item) || (box === undefined && anchor === undefined)) {
    return undefined;
  }
  return {
    kind: "text",
    lines: textOf(item, WORDS).split(BREAK),
    box,
    side: SIDES[textOf(item, JUSTIFICATION) as keyof typeof SIDES] ?? "start",
    anchor,
    isAnchorVisible: textOf(item, ANCHOR_VISIBLE) === YES,
    layer,
  };
}

/** Whether something has a style of its own: a font, a width, a pattern, a shadow. */
function isStyled(item: Attributes): boolean {
  return STYLES.some((tag) => itemsOf(item, tag).length > 0);
}
