#!/usr/bin/python3
"""Makes the series of a computed phantom, of which every place is known. Needs python3-pydicom.

    web/viewer/test/expected/phantom.py FOLDER

It is a cube of 64 mm: a point x, y, z of the patient has the value 4 x + 2 y + z, each from 0 to 63.
  axial-NN      32 images of 64 x 64 pixels of 1 mm, 2 mm apart, upwards from z = 0
  sagittal-NN   16 images of 64 x 64 pixels of 1 mm, 4 mm apart, to the left from x = 0
  thick-NN      16 images of 64 x 64 pixels of 1 mm, 4 mm apart, upwards from z = 0
  other-NN      16 axial images of 32 x 32 pixels of 2 mm, 4 mm apart, in another space, z from 100

Besides, it makes projections of 0.5 mm:
  mammogram-NN  right CC, left CC and right MLO of 48 x 48 pixels, bright towards the chest wall, which
                is to the right in all of them: the left one is stored the other way round
  view-NN       two X-rays of 64 x 64 and of 32 x 32 pixels
"""

import array
import pathlib
import sys

from pydicom.dataset import Dataset, FileMetaDataset

CT = "1.2.840.10008.5.1.4.1.1.2"
MG = "1.2.840.10008.5.1.4.1.1.1.2"
DX = "1.2.840.10008.5.1.4.1.1.1.1"
ROOT = "1.2.826.0.1.3680043.10.1771.29"
NUMBERS = ["axial", "sagittal", "thick", "other", "mammogram", "view"]


def blank(name, sop_class, size, values):
    made = Dataset()
    made.SOPClassUID = sop_class
    made.PatientName, made.PatientID = "Vanderquill^Adelheid", "LM-400218"
    made.StudyInstanceUID, made.SeriesInstanceUID = f"{ROOT}.8", f"{ROOT}.9"
    made.SOPInstanceUID = f"{ROOT}.10.{NUMBERS.index(name.split('-')[0])}.{int(name[-2:])}"
    made.Rows = made.Columns = size
    made.SamplesPerPixel = 1
    made.PhotometricInterpretation = "MONOCHROME2"
    made.BitsAllocated, made.BitsStored, made.HighBit = 16, 12, 11
    made.PixelRepresentation = 0
    made.WindowCenter, made.WindowWidth = 220, 440
    words = array.array("H", values)
    if sys.byteorder == "big":
        words.byteswap()
    made.add_new(0x7FE00010, "OW", words.tobytes())
    return made


def store(made, folder, name):
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    made.is_little_endian, made.is_implicit_VR = True, False
    made.save_as(folder / f"{name}.dcm", write_like_original=False)


def image(folder, name, size, spacing, position, orientation, space, values):
    made = blank(name, CT, size, values)
    made.Modality = "CT"
    made.ImageType = ["DERIVED", "SECONDARY", "AXIAL"]
    made.FrameOfReferenceUID = f"{ROOT}.{space}"
    made.ImagePositionPatient = list(position)
    made.ImageOrientationPatient = list(orientation)
    made.PixelSpacing = [spacing, spacing]
    made.SliceThickness = 2
    made.RescaleSlope, made.RescaleIntercept, made.RescaleType = 1, 0, "HU"
    store(made, folder, name)


def projection(folder, name, modality, sop_class, size, values, **more):
    made = blank(name, sop_class, size, values)
    made.Modality = modality
    made.ImageType = ["ORIGINAL", "PRIMARY", ""]
    made.ImagerPixelSpacing = [0.5, 0.5]
    for keyword, value in more.items():
        setattr(made, keyword, value)
    store(made, folder, name)


def value(x, y, z):
    return 4 * x + 2 * y + z


def main():
    folder = pathlib.Path(sys.argv[1])
    for i in range(32):
        values = [value(x, y, 2 * i) for y in range(64) for x in range(64)]
        image(folder, f"axial-{i:02}", 64, 1, (0, 0, 2 * i), (1, 0, 0, 0, 1, 0), 1, values)
    for i in range(16):
        # Rows lead to the back, columns to the feet.
        values = [value(4 * i, y, 63 - z) for z in range(64) for y in range(64)]
        image(folder, f"sagittal-{i:02}", 64, 1, (4 * i, 0, 63), (0, 1, 0, 0, 0, -1), 1, values)
    for i in range(16):
        values = [value(x, y, 4 * i) for y in range(64) for x in range(64)]
        image(folder, f"thick-{i:02}", 64, 1, (0, 0, 4 * i), (1, 0, 0, 0, 1, 0), 1, values)
    for i in range(16):
        values = [value(2 * x, 2 * y, 4 * i) for y in range(32) for x in range(32)]
        image(folder, f"other-{i:02}", 32, 2, (0, 0, 100 + 4 * i), (1, 0, 0, 0, 1, 0), 2, values)
    views = [("R", "CC", "P"), ("L", "CC", "P"), ("R", "MLO", "P")]
    for i, (side, view, row) in enumerate(views):
        values = [400 if x >= 32 else 40 for _ in range(48) for x in range(48)]
        more = {"ImageLaterality": side, "ViewPosition": view, "PatientOrientation": [row, "L"]}
        projection(folder, f"mammogram-{i:02}", "MG", MG, 48, values, **more)
    for i, size in enumerate([64, 32]):
        values = [(x * 6) % 440 for _ in range(size) for x in range(size)]
        projection(folder, f"view-{i:02}", "DX", DX, size, values)


main()
