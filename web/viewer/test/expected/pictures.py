#!/usr/bin/python3
"""Writes the greys in which DCMTK draws the objects that objects.py makes, at some of their points.

The browser test compares the viewer and the archive's pictures with them. DCMTK draws no shutters, no
overlays on colours and no LINEAR_EXACT, so these are calculated here from Part 3's text. Needs
python3-pydicom and dcmtk:

    web/viewer/test/expected/pictures.py browser-tests/src/test/resources/viewer/pictures.json
"""

import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

import pydicom
from objects import BAND, BANDS, COLUMNS, OBJECTS, ROWS, main as make

MIDDLES = [BAND * band + BAND // 2 for band in range(BANDS)]
# Rows in the middle of what is drawn over the bands, and of what is not.
LINES = [4, 12, 28, 44]

# What of DCMTK's options an object needs beside its first window.
LUT = ["+Wl", "1"]
OPTIONS = {
    "overlay-roi": ["+Wi", "1", "+Omr"],
    "overlay-colour": [],
    "shutter-colour": [],
    **{name: LUT for name in OBJECTS if "lut" in name and not name.startswith("modality")},
    "overlay-lut": LUT,
}
# Objects of several frames: which are looked at.
FRAMES = {"overlay-frames": [1, 2, 3]}
# What the viewer says in place of a picture.
REFUSED = {
    "shape-contradicts": "presentation",
    "high-bit": "presentation",
    "shutter-unknown": "presentation",
    "overlay-short": "broken",
}
# The distance of 40 columns, and its unit.
PLAIN, PIXELS = "mm", "px"
LENGTHS = {
    "none": (40, PIXELS),
    "cr": (8, "mm at the detector unless calibrated"),
    "ct": (20, PLAIN),
    "ct-no-orientation": (20, PLAIN),
    "ct-one-value": (40, PIXELS),
    "dx-detector": (8, "mm at the detector"),
    "dx-both": (8, "mm at the detector"),
    "dx-calibrated": (6, "mm, calibrated"),
    "xa-geometry": (6, "mm, calibrated"),
    "dx-differs": (6, "mm, calibrated"),
    "mg-magnified": (2, "mm, magnification 1.8 corrected"),
    "mg-both": (2, "mm, magnification 1.8 corrected"),
    "mg-calibrated": (2, "mm, calibrated"),
    "mg-unclear": (3.6, "mm at the detector unless magnification 1.8 is corrected"),
    "film": (8, "mm on the film"),
    "aspect": (40, "widths of a pixel"),
    "zero": (40, PIXELS),
}


def bitmap(path, *options):
    """Width, height, and the grey or the colours of a pixel, as DCMTK draws it."""
    with tempfile.NamedTemporaryFile(suffix=".pgm") as out:
        subprocess.run(["dcm2img", "-q", "+op", *options, path, out.name], check=True)
        data = pathlib.Path(out.name).read_bytes()
    head = re.match(rb"(P[56])\s+(\d+)\s+(\d+)\s+\d+\n", data)
    width, height = int(head[2]), int(head[3])
    channels = 3 if head[1] == b"P6" else 1
    pixels = data[head.end() :]
    at = lambda x, y: list(pixels[(y * width + x) * channels : (y * width + x + 1) * channels])
    return width, height, at


def exact(value, centre, width):
    return 255 * min(1, max(0, (value - centre) / width + 0.5))


def is_open(dataset, row, column):
    """Whether the shutters let a pixel through (PS3.3 C.7.6.11); both count from 1."""
    shapes = [dataset.ShutterShape] if isinstance(dataset.ShutterShape, str) else dataset.ShutterShape
    through = []
    if "RECTANGULAR" in shapes:
        through.append(
            dataset.ShutterLeftVerticalEdge < column < dataset.ShutterRightVerticalEdge
            and dataset.ShutterUpperHorizontalEdge < row < dataset.ShutterLowerHorizontalEdge
        )
    if "CIRCULAR" in shapes:
        y, x = dataset.CenterOfCircularShutter
        through.append(math.hypot(row - y, column - x) <= dataset.RadiusOfCircularShutter)
    if "POLYGONAL" in shapes:
        flat = dataset.VerticesOfThePolygonalShutter
        corners = list(zip(flat[::2], flat[1::2]))
        sides = [
            (b[1] - a[1]) * (row - a[0]) - (b[0] - a[0]) * (column - a[1])
            for a, b in zip(corners, corners[1:] + corners[:1])
        ]
        # The polygon of the object is convex.
        through.append(all(side >= 0 for side in sides) or all(side <= 0 for side in sides))
    return all(through)


def points(name, path, frame):
    dataset = pydicom.dcmread(path)
    options = OPTIONS.get(name, ["+Wi", "1"])
    _, _, at = bitmap(path, *options, "+F", str(frame))
    found = [[x, y, *at(x, y)] for y in LINES for x in MIDDLES]
    if dataset.get("VOILUTFunction") == "LINEAR_EXACT":
        for point in found:
            value = dataset.pixel_array[point[1]][point[0]]
            point[2:] = [round(exact(value, dataset.WindowCenter, dataset.WindowWidth), 2)]
    if "ShutterShape" in dataset:
        for point in found:
            if not is_open(dataset, point[1] + 1, point[0] + 1):
                grey = dataset.get("ShutterPresentationValue", 0) * 255 / 65535
                point[2:] = [round(grey, 2)] * len(point[2:])
    if name == "overlay-colour":
        drawn = dataset.overlay_array(0x6000)
        for point in found:
            if drawn[point[1]][point[0]]:
                point[2:] = [255, 255, 255]
    return found


def shape(path):
    """The proportions in which it is drawn, as DCMTK scales it."""
    width, height, _ = bitmap(path, "+Wi", "1", "+Sxf", "1.0")
    return [width, height]


def entries(folder):
    for name in OBJECTS:
        path = str(folder / f"{name}.dcm")
        if name in REFUSED:
            yield {"name": name, "frame": 1, "refused": REFUSED[name]}
            continue
        for frame in FRAMES.get(name, [1]):
            entry = {"name": name, "frame": frame, "points": points(name, path, frame)}
            if name.startswith("aspect"):
                entry["shape"] = shape(path)
            if name.startswith("length-"):
                length, unit = LENGTHS[name.removeprefix("length-")]
                entry["length"], entry["unit"] = length, unit
            yield entry


def main():
    with tempfile.TemporaryDirectory() as folder:
        sys.argv[1:], out = [folder], pathlib.Path(sys.argv[1])
        make()
        lines = [json.dumps(entry) for entry in entries(pathlib.Path(folder))]
    out.write_text("[\n  " + ",\n  ".join(lines) + "\n]\n")


main()
