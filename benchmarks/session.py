#!/usr/bin/python3
"""Makes a loop with times of its frames and large images, for the benchmark of a reader's session. Needs python3-pydicom and numpy.

    benchmarks/session.py FOLDER SERIES IMAGES MILLISECONDS,...

The study has the loop as its first series, whose frames have one grey each, and SERIES further ones of IMAGES
images of 2048 x 2048 pixels, 8.4 MB each.
"""

import pathlib
import sys

import numpy
from pydicom.dataset import Dataset, FileMetaDataset

ROOT = "1.2.826.0.1.3680043.10.1771.34"
SIZE = 2048
noise = numpy.random.default_rng(5).integers(0, 4096, (SIZE, SIZE)).astype("<u2")


def made(kind, modality, series, number, values, bits):
    dataset = Dataset()
    dataset.SOPClassUID, dataset.Modality = kind, modality
    dataset.PatientName, dataset.PatientID = "Vanderquill^Adelheid", "LM-400218"
    dataset.PatientBirthDate, dataset.PatientSex = "19580314", "F"
    dataset.StudyDate = dataset.SeriesDate = dataset.ContentDate = "20261120"
    dataset.StudyTime = dataset.SeriesTime = dataset.ContentTime = "095100"
    dataset.StudyDescription, dataset.SeriesDescription = "A session", f"Series {series}"
    dataset.StudyID, dataset.AccessionNumber, dataset.SeriesNumber = "1", "1", series
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = f"{ROOT}.1", f"{ROOT}.1.{series}"
    dataset.SOPInstanceUID, dataset.InstanceNumber = f"{ROOT}.1.{series}.{number}", number
    dataset.Rows, dataset.Columns = values.shape[-2:]
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = (8, 8, 7) if bits == 8 else (16, bits, bits - 1)
    dataset.PixelRepresentation = 0
    dataset.add_new(0x7FE00010, "OB" if bits == 8 else "OW", values.tobytes())
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    dataset.is_little_endian, dataset.is_implicit_VR = True, False
    return dataset


def saved(dataset):
    name = f"{dataset.SeriesNumber:02}-{dataset.InstanceNumber:03}.dcm"
    dataset.save_as(pathlib.Path(sys.argv[1]) / name, write_like_original=False)


times = [int(it) for it in sys.argv[4].split(",")]
frames = numpy.stack([numpy.full((256, 256), 20 * (i + 1), "u1") for i in range(len(times) + 1)])
loop = made("1.2.840.10008.5.1.4.1.1.3.1", "US", 1, 1, frames, 8)
loop.WindowCenter, loop.WindowWidth = 128, 256
loop.NumberOfFrames, loop.FrameIncrementPointer, loop.FrameTimeVector = len(frames), 0x00181065, [0, *times]
saved(loop)
for series in range(2, int(sys.argv[2]) + 2):
    for number in range(1, int(sys.argv[3]) + 1):
        image = made("1.2.840.10008.5.1.4.1.1.1", "CR", series, number, numpy.roll(noise, 97 * number + series, 1), 12)
        image.WindowCenter, image.WindowWidth = 2048, 4096
        saved(image)
