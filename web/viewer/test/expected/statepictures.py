#!/usr/bin/python3
"""Writes how DCMTK draws an image with the presentation states that states.py makes, at the middles of
some blocks of its picture, and where the drawings of two of them are, calculated from Part 3's text.

DCMTK turns the picture, but draws all of the image, without shutters and overlays: the area that a state
shows is cut out here, and what is over it is calculated from Part 3's text.
Needs python3-pydicom and dcmtk:

    web/viewer/test/expected/statepictures.py browser-tests/src/test/resources/viewer/states.json
"""

import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

import pydicom

import states

STUDY = "1.2.826.0.1.3680043.10.1771.29"


def picture(folder, number, image=1):
    out = folder / "out.pgm"
    subprocess.run(
        ["dcmp2pgm", "-p", folder / f"state-{number}.dcm", folder / f"image-{image}.dcm", out],
        check=True, capture_output=True,
    )
    data = out.read_bytes()
    columns, rows = (int(it) for it in re.match(rb"P5\s+(?:#.*\s+)?(\d+)\s+(\d+)\s", data).groups())
    return columns, rows, data[-columns * rows :]


def shown(made, columns, rows):
    """The part of the turned picture that a state shows: left, top, right, bottom."""
    item = made.DisplayedAreaSelectionSequence[0]
    ends = [item.DisplayedAreaTopLeftHandCorner, item.DisplayedAreaBottomRightHandCorner]
    return [round(it) for it in box([turn(made, end[0] - 0.5, end[1] - 0.5) for end in ends], 0.5)]


def box(places, more):
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return [min(xs) - more, min(ys) - more, max(xs) + more, max(ys) + more]


def turn(made, x, y):
    """Where a place of the image is in the turned picture: first turned clockwise, then flipped."""
    width, height = states.COLUMNS, states.ROWS
    for _ in range(int(getattr(made, "ImageRotation", 0)) // 90):
        x, y = height - y, x
        width, height = height, width
    return (width - x, y) if getattr(made, "ImageHorizontalFlip", "N") == "Y" else (x, y)


def points(made, columns, pixels, area):
    """Column and row of the shown area, and the grey, at the middles of blocks."""
    found = []
    for y in range(states.BLOCK // 2, states.ROWS, states.BLOCK):
        for x in range(states.BLOCK // 2, states.COLUMNS, states.BLOCK):
            across, down = (math.floor(it) for it in turn(made, x + 0.5, y + 0.5))
            left, top, right, bottom = area
            if left <= across < right and top <= down < bottom:
                grey = over(made, x + 1, y + 1, pixels[down * columns + across])
                found.append([across - left, down - top, grey])
    return found[::2]


def over(made, column, row, grey):
    """What DCMTK leaves out, by Part 3: shutters (C.7.6.11, C.7.6.15) and overlays (C.9.2)."""
    shape = getattr(made, "ShutterShape", "")
    covering = round(getattr(made, "ShutterPresentationValue", 0) * 255 / 65535)
    if shape and not is_open(made, shape, column, row):
        grey = covering
    layers = {it.GraphicLayer: it for it in getattr(made, "GraphicLayerSequence", [])}
    for group in (0x6000, 0x6002):
        name = made.get((group, 0x1001))
        if name is not None and is_set(made, group, column, row):
            white = layers[name.value].get("GraphicLayerRecommendedDisplayGrayscaleValue", 65535)
            grey = round(white * 255 / 65535)
    return grey


def is_open(made, shape, column, row):
    if shape == "RECTANGULAR":
        left, right = made.ShutterLeftVerticalEdge, made.ShutterRightVerticalEdge
        upper, lower = made.ShutterUpperHorizontalEdge, made.ShutterLowerHorizontalEdge
        return left < column < right and upper < row < lower
    if shape == "CIRCULAR":
        y, x = made.CenterOfCircularShutter
        return math.hypot(column - x, row - y) <= made.RadiusOfCircularShutter
    if shape == "BITMAP":
        return not is_set(made, made.ShutterOverlayGroup, column, row)
    flat = [int(it) for it in made.VerticesOfThePolygonalShutter]
    corners = list(zip(flat[1::2], flat[::2]))
    sides = zip(corners, corners[1:] + corners[:1])
    crossed = [x1 + (row - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in sides if (y1 > row) != (y2 > row)]
    return sum(x > column for x in crossed) % 2 == 1


def is_set(made, group, column, row):
    """Of the image's own overlay, if the state has no data."""
    source = made if (group, 0x3000) in made else states.image(STUDY, 1)
    top, left = source[group, 0x0050].value
    rows, columns = source[group, 0x0010].value, source[group, 0x0011].value
    across, down = column - left, row - top
    if not (0 <= across < columns and 0 <= down < rows):
        return False
    at = down * columns + across
    return source[group, 0x3000].value[at // 8] >> at % 8 & 1 == 1


def drawn(made):
    """The ends of what is drawn, as places of the shown area."""
    if not hasattr(made, "GraphicAnnotationSequence"):
        return None
    area = shown(made, 0, 0)
    found = {}
    for item in made.GraphicAnnotationSequence:
        for it in item.get("GraphicObjectSequence", []):
            data = it.GraphicData
            places = list(zip(data[::2], data[1::2]))
            if it.GraphicType == "CIRCLE":
                (x, y), (on, _) = places
                places = [(x + on - x, y), (x, y + on - x), (x - on + x, y), (x, y - on + x)]
            if it.GraphicAnnotationUnits == "DISPLAY":
                width, height = area[2] - area[0], area[3] - area[1]
                ends = [(x * width, y * height) for x, y in places]
            else:
                turned = [turn(made, x, y) for x, y in places]
                ends = [(x - area[0], y - area[1]) for x, y in turned]
            found[f"{it.GraphicType} {it.GraphicAnnotationUnits}"] = [list(end) for end in ends]
    return found


def words_at(made):
    """Left and top of the box for the text."""
    area = shown(made, 0, 0)
    it = made.GraphicAnnotationSequence[1].TextObjectSequence[0]
    ends = [it.BoundingBoxTopLeftHandCorner, it.BoundingBoxBottomRightHandCorner]
    left, top, _, _ = box([turn(made, *end) for end in ends], 0)
    return [left - area[0], top - area[1]]


def expected(folder, number, label):
    made = pydicom.dcmread(folder / f"state-{number}.dcm")
    if label in states.REFUSED:
        return {"label": label, "refused": states.REFUSED[label][0]}
    columns, rows, pixels = picture(folder, number)
    area = shown(made, columns, rows)
    left, top, right, bottom = area
    found = {"label": label, "size": [right - left, bottom - top], "points": points(made, columns, pixels, area)}
    drawings = drawn(made)
    return found if drawings is None else {**found, "drawings": drawings, "words": words_at(made)}


def main(out):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        states.main(folder, STUDY)
        made = [expected(folder, number, label) for number, label in enumerate(states.all_states(), 1)]
    lines = ",\n".join(json.dumps(it) for it in made)
    out.write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
