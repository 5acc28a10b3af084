#!/usr/bin/python3
"""Encodes images as frames of compressed transfer syntaxes, for encoded.py. The frames are kept, so that
tests need none of the encoders. Needs python3-pydicom, dcmtk, libopenjp2-tools and openjph-tools:

    web/viewer/test/expected/frames.py
"""

import array
import base64
import json
import pathlib
import subprocess
import tempfile

import pydicom
from pydicom.encaps import generate_pixel_data_frame

import encoded
import matrix
from objects import COLUMNS, ROWS, words

JPEG_2000 = "1.2.840.10008.1.2.4."
KEPT = [
    "PhotometricInterpretation", "PlanarConfiguration", "BitsAllocated", "BitsStored", "HighBit",
    "PixelRepresentation",
]
# Name, source, program of DCMTK and its options.
BY_DCMTK = [
    ("jpeg-50", "smooth-bytes", "dcmcjpeg", "+eb"),
    ("jpeg-50-ybr-full-422", "smooth-colours", "dcmcjpeg", "+eb", "+s2"),
    ("jpeg-50-ybr-full", "smooth-colours", "dcmcjpeg", "+eb", "+s4"),
    ("jpeg-50-rgb", "smooth-colours", "dcmcjpeg", "+eb", "+cr"),
    ("jpeg-51", "smooth-bytes", "dcmcjpeg", "+ee", "+be"),
    ("jpeg-51-colours", "smooth-colours", "dcmcjpeg", "+ee", "+s4"),
    ("jpeg-51-12", "smooth", "dcmcjpeg", "+ee", "+bt"),
    ("jpeg-57-bytes", "bytes", "dcmcjpeg", "+el"),
    ("jpeg-57", "unsigned", "dcmcjpeg", "+el", "+sv", "4"),
    ("jpeg-57-signed", "signed", "dcmcjpeg", "+el"),
    ("jpeg-57-colours", "colours", "dcmcjpeg", "+el"),
    ("jpeg-70-bytes", "bytes", "dcmcjpeg", "+e1"),
    ("jpeg-70", "unsigned", "dcmcjpeg", "+e1"),
    ("jpeg-70-signed", "signed", "dcmcjpeg", "+e1"),
    ("jpeg-70-whole", "whole", "dcmcjpeg", "+e1"),
    ("jpeg-70-colours", "colours", "dcmcjpeg", "+e1"),
    ("jpeg-70-ybr", "ybr", "dcmcjpeg", "+e1"),
    ("jpeg-70-palette", "places", "dcmcjpeg", "+e1"),
    ("jpeg-ls-80-bytes", "bytes", "dcmcjpls", "+el"),
    ("jpeg-ls-80", "unsigned", "dcmcjpls", "+el"),
    ("jpeg-ls-80-signed", "signed", "dcmcjpls", "+el"),
    ("jpeg-ls-80-whole", "whole", "dcmcjpls", "+el"),
    ("jpeg-ls-80-colours", "colours", "dcmcjpls", "+el"),
    ("jpeg-ls-80-colours-by-plane", "colours", "dcmcjpls", "+el", "+in"),
    ("jpeg-ls-80-ybr", "ybr", "dcmcjpls", "+el"),
    ("jpeg-ls-80-palette", "places", "dcmcjpls", "+el"),
    ("jpeg-ls-81", "smooth", "dcmcjpls", "+en", "+md", "4"),
    ("jpeg-ls-81-colours", "smooth-colours", "dcmcjpls", "+en", "+md", "2"),
    ("rle-bytes", "bytes", "dcmcrle"),
    ("rle", "unsigned", "dcmcrle"),
    ("rle-signed", "signed", "dcmcrle"),
    ("rle-colours", "colours", "dcmcrle"),
    ("rle-colours-planar", "colours-planar", "dcmcrle"),
    ("rle-ybr", "ybr", "dcmcrle"),
    ("rle-palette", "places", "dcmcrle"),
]
# Name, source, number of the syntax, photometric interpretation, options of opj_compress.
BY_OPENJPEG = [
    ("jpeg-2000-90-bytes", "bytes", 90, None),
    ("jpeg-2000-90", "unsigned", 90, None),
    ("jpeg-2000-90-signed", "signed", 90, None),
    ("jpeg-2000-90-whole", "whole", 90, None),
    ("jpeg-2000-90-rct", "colours", 90, "YBR_RCT", "-mct", "1"),
    ("jpeg-2000-90-rgb", "colours", 90, "RGB", "-mct", "0"),
    ("jpeg-2000-90-ybr", "ybr", 90, "YBR_FULL", "-mct", "0"),
    ("jpeg-2000-90-palette", "places", 90, None),
    ("jpeg-2000-91", "smooth", 91, None, "-I", "-r", "4"),
    ("jpeg-2000-91-signed", "signed", 91, None, "-r", "1"),
    ("jpeg-2000-91-ict", "smooth-colours", 91, "YBR_ICT", "-I", "-mct", "1", "-r", "4"),
]
REVERSIBLE, IRREVERSIBLE = ["-reversible", "true"], ["-reversible", "false", "-qstep", "0.002"]
PROGRESSIVE = ["-prog_order", "RPCL", "-tlm_marker", "true"]
# The same for ojph_compress.
BY_OPENJPH = [
    ("htj2k-201-bytes", "bytes", 201, None, *REVERSIBLE),
    ("htj2k-201", "unsigned", 201, None, *REVERSIBLE),
    ("htj2k-201-signed", "signed", 201, None, *REVERSIBLE),
    ("htj2k-201-whole", "whole", 201, None, *REVERSIBLE),
    ("htj2k-201-rct", "colours", 201, "YBR_RCT", *REVERSIBLE, "-colour_trans", "true"),
    ("htj2k-201-rgb", "colours", 201, "RGB", *REVERSIBLE, "-colour_trans", "false"),
    ("htj2k-201-palette", "places", 201, None, *REVERSIBLE),
    ("htj2k-202", "unsigned", 202, None, *REVERSIBLE, *PROGRESSIVE),
    ("htj2k-202-signed", "signed", 202, None, *REVERSIBLE, *PROGRESSIVE),
    ("htj2k-202-rct", "colours", 202, "YBR_RCT", *REVERSIBLE, *PROGRESSIVE, "-colour_trans", "true"),
    ("htj2k-203", "smooth", 203, None, *IRREVERSIBLE),
    ("htj2k-203-lossless", "unsigned", 203, None, *REVERSIBLE),
    ("htj2k-203-signed", "signed", 203, None, *IRREVERSIBLE),
    ("htj2k-203-ict", "smooth-colours", 203, "YBR_ICT", *IRREVERSIBLE, "-colour_trans", "true"),
]


def entry(source, syntax, frame, attributes):
    return {
        "source": source,
        "syntax": syntax,
        "attributes": attributes,
        "frame": base64.b64encode(frame).decode(),
    }


def by_dcmtk(folder, source, program, *options):
    matrix.save(encoded.SOURCES[source](), folder / "source.dcm", "1.2.3", 1)
    subprocess.run([program, *options, folder / "source.dcm", folder / "made.dcm"], check=True)
    made = pydicom.dcmread(folder / "made.dcm")
    original = encoded.SOURCES[source]()
    attributes = {it: made.get(it) for it in KEPT if made.get(it) != original.get(it)}
    frame = next(generate_pixel_data_frame(made.PixelData, 1))
    return entry(source, str(made.file_meta.TransferSyntaxUID), frame, attributes)


def planes(made):
    """The values as both programs read them: little-endian, colour after colour."""
    data = made.PixelData
    return b"".join(data[i::3] for i in range(3)) if made.SamplesPerPixel == 3 else data


def by_openjpeg(folder, source, number, photometric, *options):
    made = encoded.SOURCES[source]()
    (folder / "in.rawl").write_bytes(planes(made))
    sign = "s" if made.PixelRepresentation else "u"
    size = f"{COLUMNS},{ROWS},{made.SamplesPerPixel},{made.BitsStored},{sign}"
    command = ["opj_compress", "-i", "in.rawl", "-o", "out.j2k", "-F", size, "-n", "3", *options]
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return of_codestream(folder / "out.j2k", source, number, photometric)


def by_openjph(folder, source, number, photometric, *options):
    made = encoded.SOURCES[source]()
    if made.SamplesPerPixel == 3:
        head = f"P6 {COLUMNS} {ROWS} 255\n".encode()
        file, shape = "in.ppm", []
        (folder / file).write_bytes(head + made.PixelData)
    else:
        file, shape = "in.yuv", ["-dims", f"{{{COLUMNS},{ROWS}}}", "-num_comps", "1", "-signed", "false",
                                 "-bit_depth", str(made.BitsStored), "-downsamp", "{1,1}"]
        (folder / file).write_bytes(raised(made))
    command = ["ojph_compress", "-i", file, "-o", "out.j2c", "-num_decomps", "2", *shape, *options]
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    if made.PixelRepresentation == 1:
        call_signed(folder / "out.j2c")
    return of_codestream(folder / "out.j2c", source, number, photometric)


def raised(made):
    """Values from 0 on: the encoder cannot read negative ones."""
    if made.PixelRepresentation == 0:
        return made.PixelData
    lowest = 1 << (made.BitsStored - 1)
    return words(value + lowest for value in array.array("h", made.PixelData))


def call_signed(path):
    """Unsigned values are encoded as their distance from the middle, which is what signed ones are."""
    frame = bytearray(path.read_bytes())
    frame[frame.index(b"\xff\x51") + 40] |= 0x80
    path.write_bytes(frame)


def of_codestream(path, source, number, photometric):
    attributes = {"PhotometricInterpretation": photometric} if photometric else {}
    return entry(source, f"{JPEG_2000}{number}", path.read_bytes(), attributes)


def main():
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for made, encoder in [
            (BY_DCMTK, by_dcmtk), (BY_OPENJPEG, by_openjpeg), (BY_OPENJPH, by_openjph)
        ]:
            for key, source, *how in made:
                found[key] = encoder(folder, source, *how)
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in found.items()]
    encoded.FRAMES.write_text("{\n  " + ",\n  ".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
