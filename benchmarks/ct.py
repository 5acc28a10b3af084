#!/usr/bin/python3
"""Makes a CT of 512 x 512 pixels with noise, for the benchmark of viewers. Needs python3-pydicom and numpy.

    benchmarks/ct.py FOLDER SLICES
"""

import pathlib
import sys

import numpy
from pydicom.dataset import Dataset, FileMetaDataset

CT = "1.2.840.10008.5.1.4.1.1.2"
ROOT = "1.2.826.0.1.3680043.10.1771.33"
SIZE = 512
SPACING = 0.7
NOISE = 12

rows, columns = numpy.indices((SIZE, SIZE))
distance = numpy.hypot((rows - SIZE / 2) / 0.7, columns - SIZE / 2)
noise = numpy.random.default_rng(5).normal(0, NOISE, (SIZE, SIZE))


def slice_at(number):
    """Body, two lungs that grow and shrink, and a spot that moves on."""
    values = numpy.where(distance < 230, 40.0, -1000.0)
    lung = 60 + 30 * numpy.sin(number / 20)
    for side in (-1, 1):
        values[numpy.hypot(rows - SIZE / 2, columns - SIZE / 2 + side * 110) < lung] = -850
    values[numpy.hypot(rows - 256, columns - 200 - number % 100) < 12] = 300
    return values + noise


def made(number):
    dataset = Dataset()
    dataset.SOPClassUID, dataset.Modality = CT, "CT"
    dataset.PatientName, dataset.PatientID = "Vanderquill^Adelheid", "LM-400218"
    dataset.PatientBirthDate, dataset.PatientSex = "19580314", "F"
    dataset.StudyDate = dataset.SeriesDate = dataset.AcquisitionDate = dataset.ContentDate = "20261120"
    dataset.StudyTime = dataset.SeriesTime = dataset.AcquisitionTime = dataset.ContentTime = "095100"
    dataset.StudyDescription, dataset.SeriesDescription = "CT of a phantom", "Axial"
    dataset.StudyID, dataset.AccessionNumber, dataset.SeriesNumber = "1", "1", 1
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = f"{ROOT}.1", f"{ROOT}.1.1"
    dataset.SOPInstanceUID, dataset.InstanceNumber = f"{ROOT}.1.1.{number + 1}", number + 1
    dataset.FrameOfReferenceUID = f"{ROOT}.2"
    dataset.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    dataset.ImagePositionPatient = [-SIZE * SPACING / 2, -SIZE * SPACING / 2, number]
    dataset.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    dataset.PixelSpacing, dataset.SliceThickness = [SPACING, SPACING], 1
    dataset.Rows = dataset.Columns = SIZE
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 16, 16, 15, 1
    dataset.RescaleSlope, dataset.RescaleIntercept, dataset.RescaleType = 1, 0, "HU"
    dataset.WindowCenter, dataset.WindowWidth = -200, 1600
    dataset.add_new(0x7FE00010, "OW", slice_at(number).astype("<i2").tobytes())
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    dataset.is_little_endian, dataset.is_implicit_VR = True, False
    return dataset


for index in range(int(sys.argv[2])):
    made(index).save_as(pathlib.Path(sys.argv[1]) / f"{index:03}.dcm", write_like_original=False)
