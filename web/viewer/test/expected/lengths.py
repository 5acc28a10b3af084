"""Objects whose pixels have a size, and what a line over them measures by PS3.3 10.7.1.3 and C.8.5.5."""

import math

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from objects import COLUMNS, CR, CT, DX, MG, ROWS, SC, US, US_FRAMES, XA, frames, grey, window

RF = "1.2.840.10008.5.1.4.1.1.12.2"
PROJECTIONS = {"CR": CR, "DX": DX, "MG": MG, "XA": XA, "RF": RF}
AS_WHOLE = window(1800, 3600)

# 40 columns, in the middle of the image.
ACROSS = [8, 24, 48, 24]
DOWN = [28, 9, 28, 39]

DETECTOR = {"ImagerPixelSpacing": [0.2, 0.2]}
PIXEL = {"PixelSpacing": [0.2, 0.2]}
OTHER = {"PixelSpacing": [0.15, 0.15]}
TYPE = {"PixelSpacingCalibrationType": "FIDUCIAL"}
GEOMETRY = {"PixelSpacingCalibrationType": "GEOMETRY"}
MAGNIFIED = {"EstimatedRadiographicMagnificationFactor": 1.25}
NOT_MAGNIFIED = {"EstimatedRadiographicMagnificationFactor": 1}

AT_DETECTOR = "mm at the detector"
CALIBRATED = "mm, calibrated"
CORRECTED = "mm, magnification 1.25 corrected"
UNLESS = "mm at the detector unless calibrated"
UNLESS_MAGNIFIED = "mm at the detector unless magnification 1.25 is corrected"

# Of a projection: in words, its attributes, the millimetres of a pixel, and what they mean. Imager Pixel
# Spacing is measured at the detector, and divided by the magnification it is that of the patient. Pixel
# Spacing is the same unless it is said, or seen by another value, that it was calibrated.
CASES = {
    "none": ("no spacing", {}, 1, "px"),
    "pixel": ("Pixel Spacing alone", PIXEL, 0.2, UNLESS),
    "detector": ("Imager Pixel Spacing alone", DETECTOR, 0.2, AT_DETECTOR),
    "same": ("both spacings, the same", {**DETECTOR, **PIXEL}, 0.2, AT_DETECTOR),
    "other": ("both spacings, different", {**DETECTOR, **OTHER}, 0.15, CALIBRATED),
    "fiducial": ("both, different, calibration type FIDUCIAL", {**DETECTOR, **OTHER, **TYPE}, 0.15, CALIBRATED),
    "geometry": ("both, different, calibration type GEOMETRY", {**DETECTOR, **OTHER, **GEOMETRY}, 0.15, CALIBRATED),
    "same-typed": ("both, the same, calibration type FIDUCIAL", {**DETECTOR, **PIXEL, **TYPE}, 0.2, CALIBRATED),
    "pixel-typed": ("Pixel Spacing alone, calibration type GEOMETRY", {**OTHER, **GEOMETRY}, 0.15, CALIBRATED),
    "magnified": (
        "Imager Pixel Spacing, magnification 1.25", {**DETECTOR, **MAGNIFIED}, 0.2 / 1.25, CORRECTED,
    ),
    "same-magnified": (
        "both, the same, magnification 1.25", {**DETECTOR, **PIXEL, **MAGNIFIED}, 0.2 / 1.25, CORRECTED,
    ),
    "other-magnified": (
        "both, different, magnification 1.25", {**DETECTOR, **OTHER, **MAGNIFIED}, 0.15, CALIBRATED,
    ),
    "pixel-magnified": (
        "Pixel Spacing alone, magnification 1.25", {**PIXEL, **MAGNIFIED}, 0.2, UNLESS_MAGNIFIED,
    ),
    "not-magnified": ("Imager Pixel Spacing, magnification 1", {**DETECTOR, **NOT_MAGNIFIED}, 0.2, "mm"),
}

CENTIMETRES, SECONDS, SPEED, NO_UNIT = 3, 4, 7, 0
LOW_PRIORITY = 1


def region(left, top, right, bottom, delta, units=(CENTIMETRES, CENTIMETRES), flags=0, kind=1):
    item = Dataset()
    item.RegionSpatialFormat, item.RegionDataType, item.RegionFlags = kind, 1, flags
    item.RegionLocationMinX0, item.RegionLocationMinY0 = left, top
    item.RegionLocationMaxX1, item.RegionLocationMaxY1 = right, bottom
    item.PhysicalUnitsXDirection, item.PhysicalUnitsYDirection = units
    item.PhysicalDeltaX, item.PhysicalDeltaY = delta
    return item


def ultrasound(*regions, **more):
    made = grey("US", US, **AS_WHOLE, **more)
    made.SequenceOfUltrasoundRegions = Sequence(regions)
    return made


def loop(*regions):
    values = (0, 600, 1200, 1800, 2400, 3000, 3600)
    made = frames(values, values[::-1], values, **AS_WHOLE)
    made.Modality, made.SOPClassUID = "US", US_FRAMES
    made.SequenceOfUltrasoundRegions = Sequence(regions)
    return made


def two():
    """One beside the other, the left one deeper than the right one."""
    return region(0, 0, 27, 47, (0.05, 0.05)), region(28, 0, 55, 47, (0.02, 0.02))


def size(delta, line):
    left, top, right, bottom = line
    return round(math.hypot((right - left) * delta[0], (bottom - top) * delta[1]), 4)


# What is said in place of a length.
NOWHERE = "Not measurable here"
LEFT, RIGHT, BOTH = [4, 24, 24, 24], [32, 24, 52, 24], [18, 24, 38, 24]
WHOLE = (0, 0, 55, 47)
US_CASES = {
    "us-left": ("the left of two regions", lambda: ultrasound(*two()), LEFT, (0.05, 0.05), "cm"),
    "us-right": ("the right of two regions", lambda: ultrasound(*two()), RIGHT, (0.02, 0.02), "cm"),
    "us-across": ("from one region to another", lambda: ultrasound(*two()), BOTH, None, NOWHERE),
    "us-outside": (
        "beside the only region", lambda: ultrasound(two()[0]), RIGHT, None, NOWHERE,
    ),
    "us-loop": ("the right of two regions of a loop", lambda: loop(*two()), RIGHT, (0.02, 0.02), "cm"),
    "us-down": (
        "a region with different deltas, downwards",
        lambda: ultrasound(region(*WHOLE, (0.05, 0.03))), DOWN, (0.05, 0.03), "cm",
    ),
    "us-slanted": (
        "a region with different deltas, slanted",
        lambda: ultrasound(region(*WHOLE, (0.05, 0.03))), [8, 10, 48, 40], (0.05, 0.03), "cm",
    ),
    "us-negative": (
        "a region whose delta is negative",
        lambda: ultrasound(region(*WHOLE, (0.05, -0.03))), DOWN, (0.05, 0.03), "cm",
    ),
    "us-priority": (
        "a region over one of low priority, which is listed first",
        lambda: ultrasound(
            region(*WHOLE, (0.05, 0.05), flags=LOW_PRIORITY), region(28, 8, 55, 40, (0.02, 0.02))
        ),
        RIGHT, (0.02, 0.02), "cm",
    ),
    "us-below": (
        "a region of low priority, beside the one over it",
        lambda: ultrasound(
            region(28, 8, 55, 40, (0.02, 0.02)), region(*WHOLE, (0.05, 0.05), flags=LOW_PRIORITY)
        ),
        LEFT, (0.05, 0.05), "cm",
    ),
    "us-beneath": (
        "from a region of low priority into the one over it",
        lambda: ultrasound(
            region(28, 8, 55, 40, (0.02, 0.02)), region(*WHOLE, (0.05, 0.05), flags=LOW_PRIORITY)
        ),
        BOTH, None, NOWHERE,
    ),
    "us-equal-overlap": (
        "where two regions of the same priority and of different deltas overlap",
        lambda: ultrasound(region(*WHOLE, (0.05, 0.05)), region(28, 8, 55, 40, (0.02, 0.02))),
        RIGHT, None, NOWHERE,
    ),
    "us-doppler": (
        "a region of seconds and cm/s",
        lambda: ultrasound(region(*WHOLE, (0.01, 2), (SECONDS, SPEED), kind=3)), [8, 10, 48, 40],
        (0.01, 2), "s",
    ),
    "us-no-unit": (
        "a region without units",
        lambda: ultrasound(region(*WHOLE, (0.05, 0.05), (NO_UNIT, NO_UNIT))), ACROSS, None, NOWHERE,
    ),
    "us-spacing": (
        "a region, and Pixel Spacing",
        lambda: ultrasound(region(*WHOLE, (0.05, 0.05)), PixelSpacing=[0.3, 0.3]), ACROSS, (0.05, 0.05), "cm",
    ),
    "us-plain": (
        "Pixel Spacing alone", lambda: grey("US", US, PixelSpacing=[0.3, 0.3], **AS_WHOLE),
        ACROSS, (0.3, 0.3), "mm",
    ),
    "us-none": ("no region", lambda: grey("US", US, **AS_WHOLE), ACROSS, (1, 1), "px"),
}


def placed(**more):
    return grey("CT", CT, ImageOrientationPatient=[1, 0, 0, 0, 1, 0], ImagePositionPatient=[0, 0, 0],
                **AS_WHOLE, **more)


OTHER_CASES = {
    "ct": ("CT, Pixel Spacing", lambda: placed(PixelSpacing=[0.5, 0.5]), ACROSS, (0.5, 0.5), "mm"),
    "ct-no-orientation": (
        "CT, Pixel Spacing, no orientation", lambda: grey("CT", CT, PixelSpacing=[0.5, 0.5], **AS_WHOLE),
        ACROSS, (0.5, 0.5), "mm",
    ),
    "ct-one-value": (
        "CT, Pixel Spacing of one value", lambda: grey("CT", CT, PixelSpacing=0.5, **AS_WHOLE),
        ACROSS, (1, 1), "px",
    ),
    "ct-zero": (
        "CT, Pixel Spacing of zero", lambda: grey("CT", CT, PixelSpacing=[0, 0], **AS_WHOLE),
        ACROSS, (1, 1), "px",
    ),
    "ct-tall-across": (
        "CT, rows farther apart than columns, along a row",
        lambda: placed(PixelSpacing=[0.6, 0.3]), ACROSS, (0.3, 0.6), "mm",
    ),
    "ct-tall-down": (
        "CT, rows farther apart than columns, along a column",
        lambda: placed(PixelSpacing=[0.6, 0.3]), DOWN, (0.3, 0.6), "mm",
    ),
    "film": (
        "a scanned film", lambda: grey("OT", SC, NominalScannedPixelSpacing=[0.2, 0.2], **AS_WHOLE),
        ACROSS, (0.2, 0.2), "mm on the film",
    ),
    "aspect": (
        "XA, an aspect ratio alone", lambda: grey("XA", XA, PixelAspectRatio=[2, 1], **AS_WHOLE),
        ACROSS, (1, 2), "widths of a pixel",
    ),
}

# Of a whole object: in words, how it is made, the line, the size of a pixel, and the unit.
LENGTHS = {
    **{
        f"{modality.lower()}-{name}": (
            f"{modality}, {words}",
            lambda modality=modality, sop=sop, more=more: grey(modality, sop, **AS_WHOLE, **more),
            ACROSS, (mm, mm), unit,
        )
        for modality, sop in PROJECTIONS.items()
        for name, (words, more, mm, unit) in CASES.items()
    },
    **{name: (f"US, {words}", *rest) for name, (words, *rest) in US_CASES.items()},
    **OTHER_CASES,
}

OBJECTS = {f"length-{name}": make for name, (_, make, *_) in LENGTHS.items()}


# Drawn in the proportions of their pixels.
NOT_SQUARE = ["ct-tall-across", "ct-tall-down", "aspect"]


def entries():
    for name, (words, _, line, delta, unit) in LENGTHS.items():
        entry = {
            "name": f"length-{name}",
            "object": words,
            "frame": 2 if name == "us-loop" else 1,
            "line": line,
            "tool": "PS3.3 10.7.1.3" if not name.startswith("us-") else "PS3.3 C.8.5.5",
            "unit": unit,
        }
        if delta is not None:
            entry["length"] = size(delta, line)
        if name == "us-doppler":
            # Each direction measures something else.
            entry["length"] = size((delta[0], 0), line)
            entry["second"] = {"length": size((0, delta[1]), line), "unit": "cm/s"}
        if name in NOT_SQUARE:
            entry["shape"] = [COLUMNS * delta[0], ROWS * delta[1]]
        yield entry
