"""Makes font/atkinson-next-zero.woff2: the zero of Atkinson Hyperlegible Next without its slash.

Dates and counts are set with it; codes and numbers keep the slashed zero. Run with Debian's
python3-fonttools and python3-brotli, in the folder of the fonts:

    /usr/bin/python3 plain_zero.py atkinson-next-latin.woff2 atkinson-next-zero.woff2
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import TupleVariation
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.varLib.iup import iup_delta

PHANTOM = 4


def counter(coordinates):
    """The outline of the whole counter, from the two parts that the slash leaves.

    The left of the lower part and the right of the upper part are whole; each is mirrored to give
    the other side.
    """
    lower, upper = coordinates[16:27], coordinates[27:39]
    middle = lower[0][0]

    def mirrored(point):
        return (2 * middle - point[0], point[1])

    bottom_left = lower[8:11]  # between the leftmost point and the bottom
    top_right = upper[5:9]  # between the rightmost point and the top
    return (
        [lower[0]]
        + [mirrored(p) for p in reversed(bottom_left)]
        + [upper[4]]
        + top_right
        + [upper[9]]
        + [mirrored(p) for p in reversed(top_right)]
        + [lower[7]]
        + bottom_left
    )


def flags():
    return [1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0]


def whole(coordinates):
    points = [tuple(p) for p in coordinates]
    return points[:16] + counter(points)


def make_plain(font, name):
    glyph = font["glyf"][name]
    coordinates, ends, _ = glyph.getCoordinates(font["glyf"])
    if list(ends) != [15, 26, 38]:
        raise SystemExit(f"{name} has another outline than expected")
    before = [tuple(p) for p in coordinates]
    after = whole(before)
    variations = []
    for variation in font["gvar"].variations[name]:
        deltas = iup_delta(
            variation.coordinates,
            [*before, (0, 0), (0, 0), (0, 0), (0, 0)],
            [15, 26, 38],
        )
        moved = whole([(x + dx, y + dy) for (x, y), (dx, dy) in zip(before, deltas)])
        new = [(round(mx - x), round(my - y)) for (mx, my), (x, y) in zip(moved, after)]
        variations.append(
            TupleVariation.TupleVariation(variation.axes, new + list(deltas[-PHANTOM:]))
        )
    outer = list(glyph.flags[:16])
    glyph.coordinates = GlyphCoordinates([(round(x), round(y)) for x, y in after])
    glyph.flags = type(glyph.flags)(outer + flags())
    glyph.endPtsOfContours = [15, len(after) - 1]
    glyph.numberOfContours = 2
    glyph.recalcBounds(font["glyf"])
    font["gvar"].variations[name] = variations


def main(source, target):
    font = TTFont(source)
    make_plain(font, "zero")
    options = subset.Options(flavor="woff2", layout_features=["tnum", "pnum"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[0x30])
    subsetter.subset(font)
    subset.save_font(font, target, options)


main(*sys.argv[1:])
