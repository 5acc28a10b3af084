"""Objects with further lookup tables, windows to choose from, and values of all sizes."""

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from objects import (
    COLUMNS, CR, CT, CURVE, DX, INVERSE, MG, NARROW, PT, ROWS, US, block, coloured, embedded, frames, grey,
    having, overlay, shutter, table, window, words, RECTANGLE,
)

SIGNED = (-900, -400, -100, 0, 100, 400, 900)
WHOLE = (0, 9000, 20000, 33000, 45000, 60000, 65535)


def modality(item, kind="US"):
    return {"ModalityLUTSequence": Sequence([having(item, ModalityLUTType=kind)])}


def voi(*items):
    return {"VOILUTSequence": Sequence(list(items))}


def named(item, name):
    return having(item, LUTExplanation=name)


def windows(*each, **more):
    return {
        "WindowCenter": [centre for _, centre, _ in each],
        "WindowWidth": [width for _, _, width in each],
        "WindowCenterWidthExplanation": [name for name, _, _ in each],
        **more,
    }


THREE = [("First", 1800, 3000), ("Second", 900, 800), ("Third", 2700, 400)]


def bytes_of(stored, used, values):
    """An image with one byte for each value."""
    made = grey("OT", CR, (0, 1), bits=used, **window(0, 1))
    made.BitsAllocated, made.BitsStored, made.HighBit = 8, stored, stored - 1
    made.PixelRepresentation = 1 if min(values) < 0 else 0
    row = bytes(value & 0xFF for value in values for _ in range(8))
    made.add_new(0x7FE00010, "OW", row * ROWS)
    return made


def of_32_bits(values, **more):
    made = grey("RTDOSE", CR, (0, 1), **more)
    made.Modality = "OT"
    made.BitsAllocated, made.BitsStored, made.HighBit = 32, 32, 31
    made.PixelRepresentation = 1 if min(values) < 0 else 0
    row = b"".join((value & 0xFFFFFFFF).to_bytes(4, "little") * 8 for value in values)
    made.add_new(0x7FE00010, "OW", row * ROWS)
    return made


def single_bits():
    made = grey("OT", CR, (0, 1))
    made.BitsAllocated, made.BitsStored, made.HighBit = 1, 1, 0
    made.PixelData = b"\xf0" * (ROWS * COLUMNS // 8)
    return made


def floats():
    made = grey("OT", CR, (0, 1), **window(2, 4))
    made.BitsAllocated = 32
    del made.PixelData, made.BitsStored, made.HighBit, made.PixelRepresentation
    made.add_new(0x7FE00008, "OF", b"\x00\x00\x80\x3f" * (ROWS * COLUMNS))
    return made


ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.1"


def frames_of_their_own(*each):
    """An object whose frames have their own rescaling and window: (slope, intercept, centre, width)."""
    made = frames(*[(0, 601, 1200, 1801, 2400, 3000, 3599)] * len(each))
    made.SOPClassUID, made.Modality = ENHANCED_MR, "MR"
    made.PerFrameFunctionalGroupsSequence = Sequence([of_frame(*one) for one in each])
    return made


def of_frame(slope, intercept, centre, width):
    rescaling = having(Dataset(), RescaleSlope=slope, RescaleIntercept=intercept, RescaleType="US")
    voi_of_it = having(Dataset(), **window(centre, width))
    return having(
        Dataset(),
        PixelValueTransformationSequence=Sequence([rescaling]),
        FrameVOILUTSequence=Sequence([voi_of_it]),
    )


OBJECTS = {
    # Lookup tables of the modality.
    "modality-lut-8": lambda: grey(
        "CR", CR, **modality(table(0, [255 - i // 16 for i in range(4096)], 8)), **window(128, 256)
    ),
    "modality-lut-8-packed": lambda: grey(
        "CR", CR, **modality(table(0, [0] * 4096, 8, bytes(255 - i // 16 for i in range(4096)))),
        **window(128, 256),
    ),
    "modality-lut-16": lambda: grey(
        "CR", CR, **modality(table(0, [65535 - 16 * i for i in range(4096)], 16)),
        **window(32768, 65536),
    ),
    "modality-lut-signed": lambda: grey(
        "CR", CR, SIGNED, **modality(table(-700, [4000 - 2 * i for i in range(1500)], 12)),
        **window(2048, 4096),
    ),
    "modality-lut-whole": lambda: grey(
        "CR", CR, WHOLE, bits=16,
        **modality(table(0, [65535 - i for i in range(65536)], 16, vr="OW")), **window(32768, 65536),
    ),
    "modality-lut-inverted": lambda: grey(
        "CR", CR, PhotometricInterpretation="MONOCHROME1", **modality(table(0, INVERSE, 12)),
        **window(2048, 4096),
    ),
    "modality-lut-short": lambda: grey(
        "CR", CR, **modality(table(0, [0] * 4096, 12, bytes(4000))), **window(2048, 4096)
    ),
    # Lookup tables of values of interest.
    "voi-lut-8-deep": lambda: grey("DX", DX, **voi(table(0, [it // 16 for it in CURVE], 8))),
    "voi-lut-10": lambda: grey("DX", DX, **voi(table(0, [it // 4 for it in CURVE], 10))),
    "voi-lut-whole": lambda: grey(
        "DX", DX, WHOLE, bits=16, **voi(table(0, [65535 - i for i in range(65536)], 16, vr="OW"))
    ),
    "voi-lut-too-large": lambda: grey("DX", DX, **voi(table(0, CURVE, 10))),
    "voi-luts": lambda: grey(
        "MG", MG,
        **voi(
            named(table(0, CURVE, 12), "Harder"),
            named(table(0, [min(4095, 2 * i) for i in range(4096)], 12), "Softer"),
            named(table(1000, [i // 8 for i in range(2048)], 8), ""),
        ),
    ),
    "voi-lut-and-windows": lambda: grey(
        "MG", MG, **voi(table(0, CURVE, 12)), **windows(*THREE, VOILUTFunction="SIGMOID")
    ),
    "voi-lut-and-same-window": lambda: grey("MG", MG, **voi(table(0, CURVE, 12)), **window(2048, 4096)),
    # Windows.
    "windows": lambda: grey("MG", MG, **windows(*THREE)),
    "windows-sigmoid": lambda: grey("MG", MG, **windows(*THREE, VOILUTFunction="SIGMOID")),
    "windows-exact": lambda: grey("MG", MG, **windows(*THREE, VOILUTFunction="LINEAR_EXACT")),
    "sigmoid-inverted": lambda: grey(
        "MG", MG, PhotometricInterpretation="MONOCHROME1", VOILUTFunction="SIGMOID", **window(1800, 1500)
    ),
    "exact-inverted": lambda: grey(
        "MG", MG, PhotometricInterpretation="MONOCHROME1", VOILUTFunction="LINEAR_EXACT",
        **window(1800, 1500),
    ),
    "window-one": lambda: grey("CT", CT, **window(1800.5, 1)),
    "window-none": lambda: grey("CT", CT),
    "window-fraction": lambda: grey(
        "MR", CR, RescaleSlope=0.001, RescaleIntercept=0, VOILUTFunction="LINEAR_EXACT",
        **window(1.8, 0.9),
    ),
    "slope-small": lambda: grey(
        "PT", PT, RescaleSlope=0.001, RescaleIntercept=0, VOILUTFunction="LINEAR_EXACT",
        **window(1.8, 3.6),
    ),
    "slope-negative": lambda: grey(
        "CT", CT, RescaleSlope=-1, RescaleIntercept=4000, **window(2200, 3600)
    ),
    "slope-negative-signed": lambda: grey(
        "CT", CT, SIGNED, RescaleSlope=-2, RescaleIntercept=100, **window(100, 3600)
    ),
    "slope-signed": lambda: grey(
        "CT", CT, SIGNED, RescaleSlope=1.5, RescaleIntercept=-100, **window(-100, 2700)
    ),
    # The values of these are whole numbers at their ends, and fractions between them.
    "slope-fifth": lambda: grey("MR", CR, RescaleSlope=0.05, RescaleIntercept=0, **window(90, 180)),
    "slope-half-narrow": lambda: grey(
        "MR", CR, NARROW, RescaleSlope=0.5, RescaleIntercept=-300, **window(700, 4)
    ),
    "slope-half-signed": lambda: grey(
        "MR", CR, SIGNED, RescaleSlope=0.5, RescaleIntercept=600, **window(600, 900)
    ),
    "slope-half-16": lambda: grey(
        "MR", CR, (0, 29996, 29999, 30000, 30001, 30004, 65535), bits=16,
        RescaleSlope=0.5, RescaleIntercept=0.25, **window(15000, 5)
    ),
    "frames-rescaled": lambda: frames_of_their_own(
        (1, 0, 1800, 3600), (2, 0, 3600, 5000), (0.5, 0, 900, 1800), (1.5, -100, 2500, 5400)
    ),
    "frames-windows": lambda: frames_of_their_own(
        (0.5, -300, 600, 1800), (0.5, -300, 200, 400), (0.5, -300, 1000, 900)
    ),
    # Sizes of values.
    "bits-8": lambda: bytes_of(8, 8, range(20, 255, 35)),
    "bits-7-of-8": lambda: bytes_of(7, 7, range(0, 128, 20)),
    "bits-8-signed": lambda: bytes_of(8, 8, (-120, -80, -40, 0, 40, 80, 120)),
    "bits-8-of-16": lambda: grey("CR", CR, range(20, 255, 35), bits=8, **window(128, 256)),
    "bits-10-of-16": lambda: grey("CR", CR, range(0, 1024, 160), bits=10, **window(512, 1024)),
    "bits-12-signed": lambda: grey("CT", CT, SIGNED, **window(0, 2000)),
    "bits-16": lambda: grey("CR", CR, WHOLE, bits=16, **window(32768, 65536)),
    "bits-16-signed": lambda: grey(
        "CT", CT, tuple(it - 32768 for it in WHOLE), bits=16, **window(0, 65536)
    ),
    "bits-32": lambda: of_32_bits(tuple(70000 * i for i in range(7)), **window(210000, 420000)),
    "bits-32-signed": lambda: of_32_bits(
        tuple(70000 * i - 210000 for i in range(7)), **window(0, 420000)
    ),
    "bits-1": single_bits,
    "float": floats,
    # What is drawn over them.
    "overlay-embedded-signed": lambda: having(embedded(12), PixelRepresentation=1),
    "overlay-frames-all": lambda: overlay(
        frames((0, 600, 1200, 1800, 2400, 3000, 3600), (3600, 3000, 2400, 1800, 1200, 600, 0),
               **window(1800, 3600)),
        block(ROWS, COLUMNS, (8, 8, 8, 8)),
    ),
    "overlay-shutter": lambda: overlay(
        shutter("RECTANGULAR", **RECTANGLE), block(ROWS, COLUMNS, (8, 0, 8, 56))
    ),
    "shutter-inverted": lambda: shutter(
        "RECTANGULAR", PhotometricInterpretation="MONOCHROME1", ShutterPresentationValue=0x4000,
        **RECTANGLE,
    ),
    "shutter-bitmap": lambda: overlay(
        shutter("BITMAP", ShutterOverlayGroup=0x6000, ShutterPresentationValue=0),
        block(ROWS, COLUMNS, (8, 8, 8, 8)),
    ),
    "presentation-lut": lambda: grey(
        "DX", DX, PresentationLUTSequence=Sequence([table(0, INVERSE, 12)]), **window(1800, 3600)
    ),
    "colour-beside-grey": lambda: grey("US", US, PixelPresentation="MIXED", **window(1800, 3600)),
}
