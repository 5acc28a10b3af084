"""The same images in every transfer syntax: those that frames.py has encoded, and those that differ in
the order of their bytes alone."""

import base64
import json
import pathlib

from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence

from colours import COLOURS, image, of_places, palette, ramps, ybr
from objects import (
    BAND, BANDS, COLUMNS, CR, CT, CURVE, DX, ROWS, block, grey, having, overlay, table, window, words,
)

FRAMES = pathlib.Path(__file__).with_name("frames.json")

IMPLICIT = "1.2.840.10008.1.2"
DEFLATED = "1.2.840.10008.1.2.1.99"
BIG_ENDIAN = "1.2.840.10008.1.2.2"
JPEG = "1.2.840.10008.1.2.4."
RLE = "1.2.840.10008.1.2.5"


# Bytes in words: colour tables, overlays and pixels.
WORDS = [0x00281201, 0x00281202, 0x00281203, 0x60003000, 0x7FE00010]


def stored_as(syntax, made):
    made.syntax = syntax
    return made


def by_block(of):
    """Values of blocks of 8 x 8 pixels, by their number."""
    return [of((row // 8) * BANDS + column // BAND) for row in range(ROWS) for column in range(COLUMNS)]


def mixed(block):
    """Numbers from 0 to 4095 without an order, with both ends."""
    return {0: 0, 1: 4095}.get(block, (block * 2654435761 >> 9) % 4096)


def unsigned(**more):
    made = grey("CT", CT, (0, 4095), **window(2048, 4096), **more)
    made.PixelData = words(by_block(mixed))
    return made


def signed(**more):
    made = grey("CT", CT, (-1, 0), **window(0, 4096), **more)
    made.PixelData = words(by_block(lambda it: mixed(it) - 2048))
    return made


def whole():
    made = grey("CT", CT, (0, 1), bits=16, **window(32768, 65536))
    made.PixelData = words(by_block(lambda it: mixed(it) * 16 + it % 16))
    return made


def smooth():
    """For lossy encoders: they change what has edges too much to compare it closely."""
    made = grey("CT", CT, (0, 4095), **window(2048, 4096))
    made.PixelData = words(
        [40 * column + 35 * row for row in range(ROWS) for column in range(COLUMNS)]
    )
    return made


def bytes_of(of):
    made = grey("CR", CR, (0, 1), bits=8, **window(128, 256))
    made.BitsAllocated = 8
    made.PixelData = bytes(of)
    return made


def smooth_colours(photometric="RGB"):
    made = image(photometric)
    made.PixelData = b"".join(
        bytes((4 * column, 5 * row, 255 - 2 * column - 2 * row))
        for row in range(ROWS)
        for column in range(COLUMNS)
    )
    return made


SOURCES = {
    "unsigned": unsigned,
    "signed": signed,
    "whole": whole,
    "smooth": smooth,
    "bytes": lambda: bytes_of(by_block(lambda it: mixed(it) // 16)),
    "smooth-bytes": lambda: bytes_of(
        2 * column + 3 * row for row in range(ROWS) for column in range(COLUMNS)
    ),
    "colours": lambda: image("RGB"),
    "colours-planar": lambda: image("RGB", 1),
    "ybr": lambda: image("YBR_FULL", convert=ybr),
    "smooth-colours": smooth_colours,
    "places": lambda: palette(of_places(), *ramps(256)),
}


def encoded(entry):
    """An object with a frame that an encoder made of a source."""
    made = SOURCES[entry["source"]]()
    for name, value in entry["attributes"].items():
        setattr(made, name, value)
    made.PixelData = encapsulate([base64.b64decode(entry["frame"])])
    made["PixelData"].is_undefined_length = True
    made["PixelData"].VR = "OB"
    return stored_as(entry["syntax"], made)


def changed(name, **more):
    return having(encoded(ENCODED[name]), **more)


def swapped(made):
    """The words of pixels in big-endian order; pydicom turns those of numbers."""
    for tag in [it for it in WORDS if it in made]:
        data = bytearray(made[tag].value)
        data[0::2], data[1::2] = data[1::2], data[0::2]
        made[tag].value = bytes(data)
    return stored_as(BIG_ENDIAN, made)


def other(number):
    """A frame in a syntax that no viewer of the kind decodes; it never looks at it."""
    made = encoded(ENCODED["jpeg-50"])
    return stored_as(number, made)


ENCODED = json.loads(FRAMES.read_text()) if FRAMES.exists() else {}

OBJECTS = {
    "implicit": lambda: stored_as(IMPLICIT, unsigned()),
    "implicit-signed": lambda: stored_as(IMPLICIT, signed()),
    "explicit": unsigned,
    "explicit-signed": signed,
    "deflated": lambda: stored_as(DEFLATED, unsigned()),
    "deflated-signed": lambda: stored_as(DEFLATED, signed()),
    "big-endian": lambda: swapped(unsigned()),
    "big-endian-signed": lambda: swapped(signed()),
    "big-endian-bytes": lambda: swapped(SOURCES["bytes"]()),
    "big-endian-colours": lambda: swapped(image("RGB")),
    "big-endian-lut": lambda: swapped(
        grey("DX", DX, VOILUTSequence=Sequence([table(0, CURVE, 12)]))
    ),
    "big-endian-overlay": lambda: swapped(
        overlay(grey("CR", CR, **window(1800, 3600)), block(ROWS, COLUMNS, (8, 8, 8, 8)))
    ),
    "big-endian-palette": lambda: swapped(palette(of_places(), *ramps(256))),
    **{name: (lambda entry=entry: encoded(entry)) for name, entry in ENCODED.items()},
}

if ENCODED:
    OBJECTS |= {
        "rle-overlay-embedded": lambda: in_pixels(changed("rle")),
        "rle-ybr-called-422": lambda: changed("rle-ybr", PhotometricInterpretation="YBR_FULL_422"),
        "rle-ybr-called-rct": lambda: changed("rle-ybr", PhotometricInterpretation="YBR_RCT"),
        "jpeg-50-taken-for-ybr": lambda: changed("jpeg-50-rgb", PhotometricInterpretation="YBR_FULL"),
        "jpeg-2000-90-rgb-called-rct": lambda: changed(
            "jpeg-2000-90-rgb", PhotometricInterpretation="YBR_RCT"
        ),
        "jpeg-2000-90-rct-called-ybr": lambda: changed(
            "jpeg-2000-90-rct", PhotometricInterpretation="YBR_FULL"
        ),
        "htj2k-201-rgb-called-rct": lambda: changed(
            "htj2k-201-rgb", PhotometricInterpretation="YBR_RCT"
        ),
        "jpeg-2000-90-rct-called-rgb": lambda: changed(
            "jpeg-2000-90-rct", PhotometricInterpretation="RGB"
        ),
        "htj2k-201-rct-called-rgb": lambda: changed("htj2k-201-rct", PhotometricInterpretation="RGB"),
        "htj2k-201-called-signed": lambda: changed("htj2k-201", PixelRepresentation=1),
        "htj2k-201-called-unsigned": lambda: changed("htj2k-201-signed", PixelRepresentation=0),
        "jpeg-ls-80-colours-called-planar": lambda: changed(
            "jpeg-ls-80-colours", PlanarConfiguration=1
        ),
        "jpeg-ls-80-colours-by-plane-called-so": lambda: changed(
            "jpeg-ls-80-colours-by-plane", PlanarConfiguration=1
        ),
        "jpeg-2000-90-rgb-called-planar": lambda: changed("jpeg-2000-90-rgb", PlanarConfiguration=1),
        "htj2k-201-rgb-called-planar": lambda: changed("htj2k-201-rgb", PlanarConfiguration=1),
        "jpeg-2000-90-rct-called-planar": lambda: changed("jpeg-2000-90-rct", PlanarConfiguration=1),
        "jpeg-70-colours-called-planar": lambda: changed("jpeg-70-colours", PlanarConfiguration=1),
        "jpeg-50-called-planar": lambda: changed("jpeg-50-rgb", PlanarConfiguration=1),
        "jpeg-51-called-planar": lambda: changed("jpeg-51-colours", PlanarConfiguration=1),
        "jpeg-50-cut": lambda: cut(changed("jpeg-50")),
        "htj2k-201-cut": lambda: cut(changed("htj2k-201")),
        "other-jpip": lambda: other(JPEG + "94"),
        "other-mpeg2": lambda: other(JPEG + "100"),
        "other-h264": lambda: other(JPEG + "102"),
        "other-h265": lambda: other(JPEG + "107"),
        "other-jpeg-xl": lambda: other(JPEG + "110"),
        "other-jpeg-2000-part-2": lambda: other(JPEG + "92"),
        "other-jpeg-progressive": lambda: other(JPEG + "55"),
        "other-encapsulated": lambda: other("1.2.840.10008.1.2.1.98"),
        "other-deflated-frames": lambda: other("1.2.840.10008.1.2.8.1"),
    }


def in_pixels(made):
    """Says that an overlay is in the bits of its pixels that it does not use."""
    for element, vr, value in [(0x10, "US", ROWS), (0x11, "US", COLUMNS), (0x40, "CS", "G"),
                               (0x50, "SS", [1, 1]), (0x100, "US", 16), (0x102, "US", 12)]:
        made.add_new((0x6000, element), vr, value)
    return made


def cut(made):
    data = made.PixelData
    made.PixelData = encapsulate([data[16 : len(data) // 2 & ~1]])
    return made
