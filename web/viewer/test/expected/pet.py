#!/usr/bin/python3
"""Makes PET images and says their standardised uptake values. Needs python3-pydicom and numpy.

    web/viewer/test/expected/pet.py FOLDER > VALUES

VALUES is a JSON array with an entry for each image: its values at PIXELS, and their mean.
  pet-1  corrected for decay to the start of the scan
  pet-2  corrected for decay to the injection
  pet-3  without the weight of the patient: activities
"""

import datetime
import json
import pathlib
import sys

import numpy
from pydicom.dataset import Dataset, FileMetaDataset

PET = "1.2.840.10008.5.1.4.1.1.128"
ROOT = "1.2.826.0.1.3680043.10.1771.31"
SIZE = 64
PIXELS = [(12, 20), (40, 33), (50, 51)]
SLOPE = 1.37
WEIGHT = 71.5
DOSE = 352_000_000.0
HALF_LIFE = 6586.2
INJECTED = datetime.datetime(2026, 11, 20, 8, 2, 11, 500000)
SCANNED = datetime.datetime(2026, 11, 20, 9, 4, 30)
NAMES = ["pet-1", "pet-2", "pet-3"]


def image(name):
    made = Dataset()
    made.SOPClassUID, made.Modality = PET, "PT"
    made.PatientName, made.PatientID = "Vanderquill^Adelheid", "LM-400218"
    number = NAMES.index(name) + 1
    made.StudyInstanceUID, made.SeriesInstanceUID = f"{ROOT}.8", f"{ROOT}.9.{number}"
    made.SOPInstanceUID = f"{ROOT}.10.{number}"
    made.Rows = made.Columns = SIZE
    made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
    made.BitsAllocated, made.BitsStored, made.HighBit, made.PixelRepresentation = 16, 16, 15, 0
    made.PixelSpacing = [2, 2]
    made.RescaleSlope, made.RescaleIntercept = SLOPE, 0
    made.WindowCenter, made.WindowWidth = 15000, 30000
    made.Units, made.CorrectedImage = "BQML", ["DECY", "ATTN", "SCAT"]
    made.DecayCorrection = "ADMIN" if name == "pet-2" else "START"
    if name != "pet-3":
        made.PatientWeight = WEIGHT
    made.SeriesDate = made.AcquisitionDate = SCANNED.strftime("%Y%m%d")
    made.SeriesTime = made.AcquisitionTime = SCANNED.strftime("%H%M%S")
    injected = Dataset()
    injected.RadionuclideTotalDose, injected.RadionuclideHalfLife = DOSE, HALF_LIFE
    injected.RadiopharmaceuticalStartTime = INJECTED.strftime("%H%M%S.%f")
    made.RadiopharmaceuticalInformationSequence = [injected]
    rows, columns = numpy.indices((SIZE, SIZE))
    stored = (rows * 311 + columns * 97).astype("<u2")
    made.add_new(0x7FE00010, "OW", stored.tobytes())
    return made, stored * SLOPE


def store(made, folder, name):
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    made.is_little_endian, made.is_implicit_VR = True, False
    made.save_as(folder / f"{name}.dcm", write_like_original=False)


def factor(name):
    """Body weight in grams by the activity that is left of the dose, in becquerel."""
    passed = 0 if name == "pet-2" else (SCANNED - INJECTED).total_seconds()
    return 1 if name == "pet-3" else WEIGHT * 1000 / (DOSE * 0.5 ** (passed / HALF_LIFE))


found = []
for made_name in NAMES:
    dataset, activities = image(made_name)
    store(dataset, pathlib.Path(sys.argv[1]), made_name)
    values = activities * factor(made_name)
    pixels = [[column, row, float(values[row, column])] for column, row in PIXELS]
    found.append({"pixels": pixels, "factor": factor(made_name)})
json.dump(found, sys.stdout)
