#!/usr/bin/python3
"""Writes how other programs draw the objects that matrix.py makes, at some of their points, and what
lines over them measure.

The browser test compares the viewer and the archive's pictures with them. DCMTK draws; where it cannot
decode (JPEG 2000, HTJ2K) OpenJPEG does, and where it cannot expand (segments of colour tables) or rounds
(fractions in narrow windows) pydicom does. Nothing of the kind draws shutters, overlays on colours and LINEAR_EXACT: these are calculated here
from Part 3's text. Needs python3-pydicom, python3-numpy, dcmtk and libopenjp2-tools:

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
from pydicom.encaps import generate_pixel_data_frame
from pydicom.pixel_data_handlers.util import apply_color_lut, apply_modality_lut, apply_windowing

import encoded
import lengths
import matrix
import values
import words
from objects import BAND, BANDS

ROOT = "1.2.826.0.1.3680043.10.1771.28"
MIDDLES = [BAND * band + BAND // 2 for band in range(BANDS)]
# Rows in the middle of what is drawn over the bands, and of what is not.
LINES = [4, 12, 28, 44]

DCMTK, OPENJPEG, PYDICOM, PART_3 = "DCMTK 3.6", "OpenJPEG 2.5 and DCMTK 3.6", "pydicom 2.4", "PS3.3"

# What of DCMTK's options an object needs beside its first window.
LUT = ["+Wl", "1"]
ALL_VALUES = ["+Wm"]
OPTIONS = {
    "overlay-roi": ["+Wi", "1", "+Omr"],
    "window-none": ALL_VALUES,
    **{name: LUT for name in matrix.PICTURES if "lut" in name and not name.startswith("modality")},
}
# Objects of several frames: which are looked at.
FRAMES = {"overlay-frames": [1, 2, 3], "overlay-frames-all": [1, 2],
          "frames-rescaled": [1, 2, 3, 4], "frames-windows": [1, 2, 3]}


def by_window(number):
    return ["+Wi", str(number)]


def by_lut(number):
    return ["+Wl", str(number)]


THREE = [(name, by_window(i)) for i, (name, _, _) in enumerate(values.THREE, 1)]
# What is chosen from the list of windows, by its words there.
PRESETS = {
    "windows": THREE[1:],
    "windows-sigmoid": THREE[1:],
    "windows-exact": THREE[1:],
    "voi-luts": [("Softer", by_lut(2)), ("Table 3", by_lut(3))],
    "voi-lut-and-window": [("Window 1", by_window(1))],
    "voi-lut-and-windows": THREE,
    "voi-lut-and-same-window": [("Window 1", by_window(1))],
}
# DCMTK rounds values before it applies their windows, which are narrow.
BETWEEN_WHOLE = ("slope-half-narrow", "slope-half-16")
# What the viewer says in place of a picture.
REFUSED = {
    "shape-contradicts": "presentation",
    "high-bit": "presentation",
    "presentation-lut": "presentation",
    "colour-beside-grey": "presentation",
    "shutter-unknown": "presentation",
    "shutter-bitmap": "presentation",
    "overlay-short": "broken",
    "modality-lut-short": "broken",
    "voi-lut-too-large": "broken",
    "palette-short": "broken",
    "palette-segmented-short": "colours",
    "palette-unlike": "colours",
    "bits-1": "segmentation",
    "float": "values",
    "colour-ybr-full-422": "syntax",
    "colour-ybr-partial-420": "colours",
    "colour-cmyk": "colours",
    "colour-16": "values",
    "palette-dark": "colours",
    "jpeg-ls-80-colours-by-plane": "colours",
    "jpeg-51-called-planar": "colours",
    "jpeg-ls-80-colours-called-planar": "colours",
    "jpeg-2000-90-rgb-called-planar": "colours",
    "htj2k-201-rgb-called-planar": "colours",
    "rle-overlay-embedded": "presentation",
    "jpeg-51-12": "values",
    "window-fraction": "presentation",
    "palette-opacity": "presentation",
    "palette-segmented-elsewhere": "colours",
    "rle-ybr-called-422": "colours",
    "rle-ybr-called-rct": "colours",
    "jpeg-50-taken-for-ybr": "colours",
    "jpeg-2000-90-rgb-called-rct": "colours",
    "jpeg-2000-90-rct-called-ybr": "colours",
    "htj2k-201-rgb": "colours",
    "htj2k-201-rgb-called-rct": "colours",
    "htj2k-201-called-unsigned": "values",
    "jpeg-50-cut": "broken",
    "htj2k-201-cut": "broken",
    **{name: "syntax" for name in words.OTHERS},
}
# Decoders round differently what was compressed with losses; browsers also smooth halved colours.
LOSSY = {"jpeg-50": 2, "jpeg-50-ybr-full": 3, "jpeg-50-ybr-full-422": 4, "jpeg-50-rgb": 2, "jpeg-51": 2,
         "jpeg-51-colours": 3, "jpeg-50-called-planar": 2}


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


def drawable(name, path, folder):
    """The path of an image that DCMTK can draw, and the programs that made it."""
    made = pydicom.dcmread(path)
    if "jpeg-2000" in name or "htj2k" in name:
        by_openjpeg(made, folder)
    elif "palette-segmented" in name:
        by_pydicom(made)
    else:
        return path, DCMTK
    made.syntax = matrix.LITTLE_ENDIAN
    matrix.save(made, folder / "drawable.dcm", ROOT, 1)
    return str(folder / "drawable.dcm"), PYDICOM if "palette" in name else OPENJPEG


def single(path, frame, folder):
    """A frame as an image of its own: DCMTK does not read what is said of a frame."""
    made = pydicom.dcmread(path)
    size = len(made.PixelData) // int(made.NumberOfFrames)
    pixels = made.PixelData[(frame - 1) * size : frame * size]
    for groups in made.PerFrameFunctionalGroupsSequence[frame - 1]:
        made.update(groups.value[0])
    del made.PerFrameFunctionalGroupsSequence, made.NumberOfFrames, made.PixelData
    made.add_new(0x7FE00010, "OW", pixels)
    made.SOPClassUID, made.syntax = matrix.objects.CR, matrix.LITTLE_ENDIAN
    matrix.save(made, folder / "single.dcm", ROOT, 1)
    return str(folder / "single.dcm")


def by_openjpeg(made, folder):
    frame = next(generate_pixel_data_frame(made.PixelData, 1))
    (folder / "in.j2k").write_bytes(frame)
    command = ["opj_decompress", "-i", "in.j2k", "-o", "out.rawl"]
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    data = (folder / "out.rawl").read_bytes()
    if made.SamplesPerPixel == 3:
        third = len(data) // 3
        data = bytes(data[i * third + at] for at in range(third) for i in range(3))
    if made.PhotometricInterpretation in ("YBR_RCT", "YBR_ICT"):
        made.PhotometricInterpretation = "RGB"
    made.PlanarConfiguration = 0
    del made.PixelData
    made.add_new(0x7FE00010, "OW", data)


def by_pydicom(made):
    colours = apply_color_lut(made.pixel_array, made)
    deep = made.RedPaletteColorLookupTableDescriptor[2] == 16
    flat = [int(it) // 257 if deep else int(it) for it in colours.ravel()]
    for tag in (0x00281101, 0x00281102, 0x00281103, 0x00281221, 0x00281222, 0x00281223):
        del made[tag]
    made.PhotometricInterpretation, made.SamplesPerPixel, made.PlanarConfiguration = "RGB", 3, 0
    made.PixelData = bytes(flat)


def is_exact(dataset):
    return dataset.get("VOILUTFunction") == "LINEAR_EXACT"


def points(name, path, frame, options, tool):
    """The points of a frame, and what they were compared with."""
    dataset = pydicom.dcmread(path)
    grey = dataset.PhotometricInterpretation.startswith("MONOCHROME")
    _, _, at = bitmap(path, *(options if grey else []), "+F", str(frame))
    found = [[x, y, *at(x, y)] for y in LINES for x in MIDDLES]
    if is_exact(dataset):
        tool = PART_3
        number = int(options[-1]) - 1
        centres, widths = [flat(dataset.get(it)) for it in ("WindowCenter", "WindowWidth")]
        for point in found:
            value = float(dataset.pixel_array[point[1]][point[0]])
            value = value * dataset.get("RescaleSlope", 1) + dataset.get("RescaleIntercept", 0)
            drawn = exact(value, centres[number], widths[number])
            if dataset.PhotometricInterpretation == "MONOCHROME1":
                drawn = 255 - drawn
            point[2:] = [round(drawn, 2)]
    if name in BETWEEN_WHOLE:
        tool = PYDICOM
        drawn = apply_windowing(apply_modality_lut(dataset.pixel_array, dataset), dataset)
        # Its white is the highest value that may be stored.
        white = (2**dataset.BitsStored - 1) * dataset.RescaleSlope + dataset.RescaleIntercept
        black = dataset.RescaleIntercept
        for point in found:
            value = (drawn[point[1]][point[0]] - black) / (white - black)
            point[2:] = [round(255 * float(value), 2)]
    if "ShutterShape" in dataset:
        tool = f"{DCMTK} and {PART_3}"
        for point in found:
            if not is_open(dataset, point[1] + 1, point[0] + 1):
                grey = dataset.get("ShutterPresentationValue", 0) * 255 / 65535
                point[2:] = [round(grey, 2)] * len(point[2:])
    if name in ("overlay-colour", "palette-overlay", "overlay-shutter"):
        tool = f"{DCMTK} and {PART_3}"
        drawn = dataset.overlay_array(0x6000)
        for point in found:
            if drawn[point[1]][point[0]]:
                point[2:] = [255] * len(point[2:])
    return found, tool


def flat(value):
    return [float(it) for it in value] if isinstance(value, pydicom.multival.MultiValue) else [float(value)]


def shape(path):
    """The proportions in which it is drawn, as DCMTK scales it."""
    width, height, _ = bitmap(path, "+Wi", "1", "+Sxf", "1.0")
    return [width, height]


def source_of(name):
    """The object before it was encoded without losses; None if there was none or it had losses."""
    entry = encoded.ENCODED.get(name)
    is_lossy = entry is not None and re.search("smooth|203-signed", entry["source"] + name)
    return encoded.SOURCES[entry["source"]]() if entry is not None and not is_lossy else None


def is_as_encoded(name, options, found, folder):
    """Checks that what was encoded without losses is drawn like its source."""
    source = source_of(name)
    if source is not None:
        path = folder / "source.dcm"
        matrix.save(source, path, ROOT, 1)
        drawn, _ = points(name, str(path), 1, options, DCMTK)
        if any(abs(a - b) > 1 for one, other in zip(drawn, found) for a, b in zip(one, other)):
            raise ValueError(f"{name} is not decoded as it was encoded")


def decoded_values(name, path):
    """Values that the viewer says of pixels, where these are those that were encoded."""
    source = source_of(name)
    if source is None or not source.PhotometricInterpretation.startswith("MONOCHROME"):
        return None
    source.file_meta = pydicom.dataset.FileMetaDataset()
    source.file_meta.TransferSyntaxUID = matrix.LITTLE_ENDIAN
    array = source.pixel_array
    return [[x, y, int(array[y][x])] for x, y in ((4, 4), (12, 4), (44, 28))]


def of_frame(name, path, frame, folder):
    return (single(path, frame, folder), 1) if name.startswith("frames-") else (path, frame)


def picture_entries(folder):
    for name in matrix.PICTURES:
        path = str(folder / f"{name}.dcm")
        whole = {"name": name, "object": words.of(name), "frame": 1}
        if name in REFUSED:
            yield {**whole, "refused": REFUSED[name]}
            continue
        drawn, tool = drawable(name, path, folder)
        first = OPTIONS.get(name, by_window(1))
        for frame in FRAMES.get(name, [1]):
            for preset, options in [(None, first), *PRESETS.get(name, [])]:
                found, compared = points(name, *of_frame(name, drawn, frame, folder), options, tool)
                is_as_encoded(name, options, found, folder)
                entry = {**whole, "frame": frame, "tool": compared, "points": found}
                if preset is not None:
                    entry["preset"] = preset
                if name in LOSSY:
                    entry["allowed"] = LOSSY[name]
                if name.startswith("aspect"):
                    entry["shape"] = shape(path)
                exact_values = decoded_values(name, path)
                if exact_values is not None:
                    entry["values"] = exact_values
                yield entry


def main():
    with tempfile.TemporaryDirectory() as name:
        folder, out = pathlib.Path(name), pathlib.Path(sys.argv[1])
        matrix.main(folder, "pictures", ROOT)
        entries = [*picture_entries(folder), *lengths.entries()]
    lines = [json.dumps(entry, ensure_ascii=False) for entry in entries]
    out.write_text("[\n  " + ",\n  ".join(lines) + "\n]\n", encoding="utf-8")


main()
