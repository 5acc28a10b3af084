"""DICOM objects with what changes a picture: lookup tables, functions, overlays, shutters, shapes of
pixels; and what other files make objects of. matrix.py writes them.

Images have seven bands of 8 columns, unless their object says otherwise.
"""

import array
import sys

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

DX = "1.2.840.10008.5.1.4.1.1.1.1"
MG = "1.2.840.10008.5.1.4.1.1.1.2"
CR = "1.2.840.10008.5.1.4.1.1.1"
CT = "1.2.840.10008.5.1.4.1.1.2"
PT = "1.2.840.10008.5.1.4.1.1.128"
US = "1.2.840.10008.5.1.4.1.1.6.1"
US_FRAMES = "1.2.840.10008.5.1.4.1.1.3.1"
XA = "1.2.840.10008.5.1.4.1.1.12.1"
SC = "1.2.840.10008.5.1.4.1.1.7"
BAND, BANDS, ROWS = 8, 7, 48
COLUMNS = BAND * BANDS


def words(values):
    """Values of 16 bits as they are stored: in little-endian order, negative ones as complements."""
    stored = array.array("H", [value & 0xFFFF for value in values])
    if sys.byteorder == "big":
        stored.byteswap()
    return stored.tobytes()


def bands(values, rows=ROWS):
    return words([value for value in values for _ in range(BAND)] * rows)


def bits(plane):
    """A plane of rows of 0 and 1 as it is stored: the first pixel in the lowest bit."""
    flat = [bit for row in plane for bit in row]
    flat += [0] * (-len(flat) % 16)
    return bytes(
        sum(bit << i for i, bit in enumerate(flat[at : at + 8])) for at in range(0, len(flat), 8)
    )


def block(rows, columns, *parts):
    """A plane with parts (row, column, height, width) that are 1."""
    plane = [[0] * columns for _ in range(rows)]
    for top, left, height, width in parts:
        for row in range(top, top + height):
            for column in range(left, left + width):
                plane[row][column] = 1
    return plane


def table(first, entries, depth, data=None, vr="US"):
    item = Dataset()
    item.add_new(0x00283002, "SS" if first < 0 else "US", [len(entries) & 0xFFFF, first, depth])
    if data is None and vr == "US":
        item.add_new(0x00283006, "US", list(entries))
    else:
        item.add_new(0x00283006, "OW", words(entries) if data is None else data)
    return item


def grey(modality, sop_class, values=(0, 600, 1200, 1800, 2400, 3000, 3600), bits=12, **more):
    made = Dataset()
    made.SOPClassUID = sop_class
    made.Modality = modality
    made.PatientName = "Vanderquill^Adelheid"
    made.PatientID = "LM-400218"
    made.Rows, made.Columns = ROWS, COLUMNS
    made.SamplesPerPixel = 1
    made.PhotometricInterpretation = "MONOCHROME2"
    made.BitsAllocated, made.BitsStored, made.HighBit = 16, bits, bits - 1
    made.PixelRepresentation = 1 if min(values) < 0 else 0
    made.add_new(0x7FE00010, "OW", bands(values))
    return having(made, **more)


def having(made, **more):
    for name, value in more.items():
        setattr(made, name, value)
    return made


def window(centre, width):
    return {"WindowCenter": centre, "WindowWidth": width}


def frames(*each, **more):
    made = grey("XA", XA, **more)
    made.NumberOfFrames = len(each)
    made.PixelData = b"".join(bands(values) for values in each)
    return made


def coloured(**more):
    made = grey("US", US, **more)
    made.SamplesPerPixel, made.PlanarConfiguration = 3, 0
    made.PhotometricInterpretation = "RGB"
    made.BitsAllocated, made.BitsStored, made.HighBit = 8, 8, 7
    colours = [(0, 0, 0), (250, 0, 0), (0, 250, 0), (0, 0, 250), (80, 90, 100), (9, 200, 7), (255,) * 3]
    row = b"".join(bytes(colour) * BAND for colour in colours)
    made.PixelData = row * ROWS
    return made


def overlay(made, plane, group=0x6000, origin=(1, 1), kind="G", **more):
    made.add_new((group, 0x0010), "US", len(plane))
    made.add_new((group, 0x0011), "US", len(plane[0]))
    made.add_new((group, 0x0040), "CS", kind)
    made.add_new((group, 0x0050), "SS", list(origin))
    made.add_new((group, 0x0100), "US", 1)
    made.add_new((group, 0x0102), "US", 0)
    if "frames" in more:
        made.add_new((group, 0x0015), "IS", more["frames"])
    if "origin_frame" in more:
        made.add_new((group, 0x0051), "US", more["origin_frame"])
    made.add_new((group, 0x3000), "OW", more.get("data") or bits(plane))
    return made


def embedded(bit):
    """An overlay in a bit of the pixels that they do not use (retired, but in archives)."""
    values = (0, 600, 1200, 1800, 2400, 3000, 3600)
    made = grey("CT", CT, values, RescaleSlope=1, RescaleIntercept=0, **window(1800, 3600))
    row = [values[column // BAND] for column in range(COLUMNS)]
    drawn = block(ROWS, COLUMNS, (8, 8, 8, 8), (24, 32, 8, 8))
    made.PixelData = words([row[x] | drawn[y][x] << bit for y in range(ROWS) for x in range(COLUMNS)])
    made.add_new(0x60000010, "US", ROWS)
    made.add_new(0x60000011, "US", COLUMNS)
    made.add_new(0x60000040, "CS", "G")
    made.add_new(0x60000050, "SS", [1, 1])
    made.add_new(0x60000100, "US", 16)
    made.add_new(0x60000102, "US", bit)
    return made


def shutter(shape, **more):
    made = grey("XA", XA, **window(1800, 3600))
    made.ShutterShape = shape
    return having(made, **more)


RECTANGLE = {
    "ShutterLeftVerticalEdge": 10,
    "ShutterRightVerticalEdge": 42,
    "ShutterUpperHorizontalEdge": 9,
    "ShutterLowerHorizontalEdge": 40,
}
CIRCLE = {"CenterOfCircularShutter": [24, 28], "RadiusOfCircularShutter": 18}
POLYGON = {"VerticesOfThePolygonalShutter": [1, 29, 41, 49, 41, 9]}
INVERSE = [4095 - i for i in range(4096)]
CURVE = [round(4095 * (1 - (i / 4095)) ** 1.5) for i in range(4096)]
NARROW = (1994, 1997, 1999, 2000, 2001, 2003, 2006)

OBJECTS = {
    # Values of interest.
    "window": lambda: grey("DX", DX, **window(1800, 3000)),
    "window-narrow": lambda: grey("CT", CT, NARROW, **window(2000, 8)),
    "window-exact": lambda: grey("CT", CT, NARROW, VOILUTFunction="LINEAR_EXACT", **window(2000, 8)),
    "sigmoid": lambda: grey("MG", MG, VOILUTFunction="SIGMOID", **window(1800, 1500)),
    "sigmoid-narrow": lambda: grey("MG", MG, NARROW, VOILUTFunction="SIGMOID", **window(2000, 8)),
    "voi-lut": lambda: grey("DX", DX, VOILUTSequence=Sequence([table(0, CURVE, 12)])),
    "voi-lut-16": lambda: grey(
        "DX", DX, VOILUTSequence=Sequence([table(0, [16 * it for it in CURVE], 16, vr="OW")])
    ),
    "voi-lut-first": lambda: grey(
        "DX", DX, VOILUTSequence=Sequence([table(1000, [i * i // 1024 for i in range(2048)], 12)])
    ),
    "voi-lut-8": lambda: grey(
        "DX", DX, range(20, 255, 35), bits=8,
        VOILUTSequence=Sequence([table(0, [255 - i * i // 255 for i in range(256)], 8)]),
    ),
    "voi-lut-8-packed": lambda: grey(
        "DX", DX, range(20, 255, 35), bits=8,
        VOILUTSequence=Sequence(
            [table(0, [0] * 256, 8, bytes(255 - i * i // 255 for i in range(256)))]
        ),
    ),
    "voi-lut-signed": lambda: grey(
        "CT", CT, (-900, -400, -100, 0, 100, 400, 900), bits=12, RescaleIntercept=0, RescaleSlope=1,
        VOILUTSequence=Sequence([table(-500, [4 * i for i in range(1000)], 12)]),
    ),
    "voi-lut-rescaled": lambda: grey(
        "CT", CT, (0, 600, 900, 1024, 1200, 1400, 2000), RescaleIntercept=-1024, RescaleSlope=1,
        VOILUTSequence=Sequence([table(-500, [4 * i for i in range(1000)], 12)]),
    ),
    "voi-lut-inverted": lambda: grey(
        "DX", DX, PhotometricInterpretation="MONOCHROME1",
        VOILUTSequence=Sequence([table(0, CURVE, 12)]),
    ),
    "voi-lut-and-window": lambda: grey(
        "DX", DX, VOILUTSequence=Sequence([table(0, CURVE, 12)]), **window(1800, 3000)
    ),
    # Modality.
    "modality-lut": lambda: grey(
        "CR", CR, ModalityLUTSequence=Sequence([having(table(0, INVERSE, 12), ModalityLUTType="US")]),
        **window(2048, 4096),
    ),
    "modality-lut-first": lambda: grey(
        "CR", CR,
        ModalityLUTSequence=Sequence(
            [having(table(500, [4000 - 2 * i for i in range(1800)], 12), ModalityLUTType="OD")]
        ),
        **window(2048, 4096),
    ),
    "both-luts": lambda: grey(
        "CR", CR, ModalityLUTSequence=Sequence([having(table(0, INVERSE, 12), ModalityLUTType="US")]),
        VOILUTSequence=Sequence([table(0, CURVE, 12)]),
    ),
    "modality-lut-sigmoid": lambda: grey(
        "CR", CR, ModalityLUTSequence=Sequence([having(table(0, INVERSE, 12), ModalityLUTType="US")]),
        VOILUTFunction="SIGMOID", **window(2048, 1500),
    ),
    "slope-half": lambda: grey("CR", CR, RescaleSlope=0.5, RescaleIntercept=0.25, **window(900, 1800)),
    "pet": lambda: grey("PT", PT, RescaleSlope=2, RescaleIntercept=0, **window(3600, 7200)),
    "pet-fraction": lambda: grey("PT", PT, RescaleSlope=2.5, RescaleIntercept=0, **window(4500, 9000)),
    # Presentation.
    "inverted": lambda: grey("DX", DX, PhotometricInterpretation="MONOCHROME1", **window(1800, 3000)),
    "inverted-shape": lambda: grey(
        "DX", DX, PhotometricInterpretation="MONOCHROME1", PresentationLUTShape="INVERSE",
        **window(1800, 3000),
    ),
    "shape-identity": lambda: grey("DX", DX, PresentationLUTShape="IDENTITY", **window(1800, 3000)),
    "shape-contradicts": lambda: grey("DX", DX, PresentationLUTShape="INVERSE", **window(1800, 3000)),
    "high-bit": lambda: grey(
        "DX", DX, tuple(it << 4 for it in (0, 600, 1200, 1800, 2400, 3000, 3600)), HighBit=15,
        **window(1800, 3600),
    ),
    "unused-bits": lambda: grey(
        "CR", CR, tuple(it | 0x5000 for it in (0, 600, 1200, 1800, 2400, 3000, 3600)), **window(1800, 3600)
    ),
    # Overlays.
    "overlay": lambda: overlay(
        grey("CR", CR, **window(1800, 3600)), block(ROWS, COLUMNS, (8, 8, 8, 8), (24, 32, 8, 8))
    ),
    "overlays-moved": lambda: overlay(
        overlay(grey("CR", CR, **window(1800, 3600)), block(24, 24, (0, 0, 16, 16)), origin=(-7, -7)),
        block(16, 16, (0, 0, 16, 16)), group=0x6002, origin=(41, 41),
    ),
    "overlay-roi": lambda: overlay(
        grey("CR", CR, **window(1800, 3600)), block(ROWS, COLUMNS, (8, 0, 8, 56)), kind="R"
    ),
    "overlay-inverted": lambda: overlay(
        grey("CR", CR, PhotometricInterpretation="MONOCHROME1", **window(1800, 3600)),
        block(ROWS, COLUMNS, (8, 8, 8, 8)),
    ),
    "overlay-lut": lambda: overlay(
        grey("DX", DX, VOILUTSequence=Sequence([table(0, CURVE, 12)])),
        block(ROWS, COLUMNS, (8, 40, 8, 8)),
    ),
    "overlay-frames": lambda: overlay(
        frames((0, 600, 1200, 1800, 2400, 3000, 3600), (3600, 3000, 2400, 1800, 1200, 600, 0),
               (0, 600, 1200, 1800, 2400, 3000, 3600), **window(1800, 3600)),
        block(ROWS, COLUMNS, (8, 8, 8, 8)), frames=2, origin_frame=2,
        data=bits(block(ROWS, COLUMNS, (8, 8, 8, 8)) + block(ROWS, COLUMNS, (24, 32, 8, 8))),
    ),
    "overlay-embedded": lambda: embedded(12),
    "overlay-colour": lambda: overlay(coloured(), block(ROWS, COLUMNS, (8, 8, 8, 8), (24, 32, 8, 8))),
    "overlay-short": lambda: overlay(
        grey("CR", CR, **window(1800, 3600)), block(ROWS, COLUMNS, (8, 8, 8, 8)), data=bytes(20)
    ),
    # Shutters.
    "shutter-rectangle": lambda: shutter("RECTANGULAR", **RECTANGLE),
    "shutter-grey": lambda: shutter("RECTANGULAR", ShutterPresentationValue=0x8000, **RECTANGLE),
    "shutter-circle": lambda: shutter("CIRCULAR", **CIRCLE),
    "shutter-polygon": lambda: shutter("POLYGONAL", **POLYGON),
    "shutter-two": lambda: shutter(["RECTANGULAR", "CIRCULAR"], **RECTANGLE, **CIRCLE),
    "shutter-colour": lambda: having(coloured(), ShutterShape="RECTANGULAR", **RECTANGLE),
    "shutter-unknown": lambda: shutter("OVAL"),
    # Shapes of pixels.
    "aspect-tall": lambda: grey("XA", XA, PixelAspectRatio=[2, 1], **window(1800, 3600)),
    "aspect-wide": lambda: grey("XA", XA, PixelAspectRatio=[3, 4], **window(1800, 3600)),
    "aspect-square": lambda: grey("XA", XA, PixelAspectRatio=[7, 7], **window(1800, 3600)),
    "aspect-spacing": lambda: grey("CT", CT, PixelSpacing=[0.4, 0.2], **window(1800, 3600)),
}
