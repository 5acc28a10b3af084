#!/usr/bin/python3
"""Writes every pixel of slabs of small volumes, one aligned with the patient's axes and one oblique.

The unit test compares the viewer's slabs with them. Needs python3-numpy; prettier formats the file:

    web/viewer/test/expected/slabs.py web/viewer/test/expected/slabs.json
"""

import json
import pathlib
import sys

import numpy

KINDS = {"mean": numpy.nanmean, "maximum": numpy.nanmax, "minimum": numpy.nanmin}
COLUMNS, ROWS = 13, 11
# How close to the edge of the volume a point must not be, in voxels: either answer is right there.
UNCLEAR = 0.0005


def rotation(axis, degrees):
    axis = numpy.array(axis, float) / numpy.linalg.norm(axis)
    x, y, z = axis
    cross = numpy.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = numpy.radians(degrees)
    return numpy.eye(3) + numpy.sin(angle) * cross + (1 - numpy.cos(angle)) * cross @ cross


class Volume:
    """Its axes are the columns of a matrix: those of a row, of a column, and of the slices."""

    def __init__(self, name, axes, spacing, origin, size, chosen):
        self.name, self.axes, self.spacing, self.origin = name, axes, spacing, origin
        self.values = chosen.integers(-1000, 3000, size=size[::-1])
        self.from_world = numpy.linalg.inv(axes @ numpy.diag(spacing))

    def at(self, world):
        """By trilinear interpolation, the values of the outermost voxels up to their edge; NaN outside."""
        index = (world - self.origin) @ self.from_world.T
        size = numpy.array(self.values.shape[::-1])
        beyond = numpy.maximum(-0.5 - index, index - (size - 0.5)).max(axis=-1)
        assert numpy.all(numpy.abs(beyond) > UNCLEAR), "choose other points"
        inside = numpy.clip(index, 0, size - 1)
        before = numpy.minimum(numpy.floor(inside).astype(int), size - 2)
        part = inside - before
        found = numpy.zeros(index.shape[:-1])
        for corner in numpy.ndindex(2, 2, 2):
            weight = numpy.prod(numpy.where(corner, part, 1 - part), axis=-1)
            i, j, k = numpy.moveaxis(before + corner, -1, 0)
            found += weight * self.values[k, j, i]
        return numpy.where(beyond < 0, found, numpy.nan)

    def written(self, slabs):
        return {
            "name": self.name,
            "dimensions": self.values.shape[::-1],
            "spacing": self.spacing,
            "origin": self.origin,
            "direction": self.axes.T.ravel().tolist(),
            "slices": [it.ravel().tolist() for it in self.values],
            "slabs": slabs,
        }


def slab(volume, normal, up, focus, scale, slices):
    """Half the height of the picture is the scale, in mm."""
    normal, up = numpy.array(normal, float), numpy.array(up, float)
    right = numpy.cross(up, normal)
    distance = numpy.linalg.norm((normal @ volume.axes) * volume.spacing)
    pixel = 2 * scale / ROWS
    x = (numpy.arange(COLUMNS) - (COLUMNS - 1) / 2) * pixel
    y = (numpy.arange(ROWS) - (ROWS - 1) / 2) * pixel
    z = (numpy.arange(slices) - (slices - 1) / 2) * distance
    world = (
        numpy.array(focus)
        + z[:, None, None, None] * normal
        - y[None, :, None, None] * up
        + x[None, None, :, None] * right
    )
    sampled = volume.at(world)
    with numpy.testing.suppress_warnings() as quiet:
        quiet.filter(RuntimeWarning)
        combined = {kind: combine(sampled, axis=0).ravel() for kind, combine in KINDS.items()}
    return {
        "normal": normal.tolist(),
        "up": up.tolist(),
        "focus": focus,
        "scale": scale,
        "slices": slices,
        "thickness": round(slices * distance, 6),
        "pixels": {
            kind: [None if numpy.isnan(it) else round(float(it), 6) for it in values]
            for kind, values in combined.items()
        },
    }


AXIAL, CORONAL, SAGITTAL = ([0, 0, -1], [0, -1, 0]), ([0, -1, 0], [0, 0, 1]), ([1, 0, 0], [0, 0, 1])


def main():
    chosen = numpy.random.default_rng(1)
    aligned = Volume("aligned", numpy.eye(3), [0.8, 1.1, 2.5], [-20, 30, 100], (9, 8, 7), chosen)
    turned = rotation([1, 2, 3], 25) @ numpy.array([[0, 0, 1], [1, 0, 0], [0, -1, 0]], float)
    oblique = Volume("oblique", turned, [1.2, 0.9, 1.6], [5, -7, 11], (8, 9, 7), chosen)
    middle = (oblique.origin + turned @ (numpy.array([1.2, 0.9, 1.6]) * [3.5, 4, 3])).round(3)
    volumes = [
        aligned.written(
            [
                slab(aligned, *AXIAL, [-16.8, 33.85, 107.5], 4.1, 3),
                # Between two slices, and beyond the last one.
                slab(aligned, *AXIAL, [-18.3, 32.1, 113.3], 2.3, 5),
                slab(aligned, *CORONAL, [-16.7, 33.3, 107.1], 9.3, 5),
                slab(aligned, *CORONAL, [-15.2, 30.4, 103.0], 4.7, 3),
                slab(aligned, *SAGITTAL, [-17.6, 33.8, 107.2], 9.1, 7),
                slab(aligned, *SAGITTAL, [-14.1, 31.9, 104.2], 3.3, 3),
            ]
        ),
        oblique.written(
            [
                slab(oblique, *AXIAL, middle.tolist(), 6.3, 5),
                slab(oblique, *CORONAL, (middle + [0.7, 2.9, -1.1]).round(3).tolist(), 4.9, 3),
                slab(oblique, *SAGITTAL, (middle + [-3.3, 0.4, 0.8]).round(3).tolist(), 5.7, 7),
            ]
        ),
    ]
    text = ",\n  ".join(json.dumps(it) for it in volumes)
    pathlib.Path(sys.argv[1]).write_text("[\n  " + text + "\n]\n")


main()
