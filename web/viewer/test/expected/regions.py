#!/usr/bin/python3
"""Says what numpy finds in regions of an image that pydicom reads; the browser test compares.

    regions.py FILE < SHAPES > STATISTICS

SHAPES is a JSON array of {"kind", "points"}. Points are columns and rows from the upper left corner
of the first pixel, as in PS3.3 C.10.5. A pixel belongs to a region if its middle is inside.
"""

import json
import math
import sys

import numpy
import pydicom

dataset = pydicom.dcmread(sys.argv[1])
values = dataset.pixel_array * float(dataset.RescaleSlope) + float(dataset.RescaleIntercept)
row_spacing, column_spacing = (float(it) for it in dataset.PixelSpacing)
rows, columns = numpy.indices(values.shape)
x = (columns + 0.5) * column_spacing
y = (rows + 0.5) * row_spacing


def millimetres(point):
    return point[0] * column_spacing, point[1] * row_spacing


def inside_polygon(corners):
    """By the angles under which the sides are seen: they add up to a full turn from inside."""
    turn = numpy.zeros(values.shape)
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1]):
        first = numpy.arctan2(ay - y, ax - x)
        second = numpy.arctan2(by - y, bx - x)
        turn += (second - first + math.pi) % (2 * math.pi) - math.pi
    return numpy.abs(turn) > math.pi


def region(kind, points):
    if kind == "rectangle":
        (ax, ay), (bx, by) = points
        mask = (numpy.abs(x - (ax + bx) / 2) < abs(bx - ax) / 2) & (
            numpy.abs(y - (ay + by) / 2) < abs(by - ay) / 2
        )
        return mask, abs(bx - ax) * abs(by - ay)
    if kind == "freehand":
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1])) / 2
        return inside_polygon(points), abs(area)
    (cx, cy), (ex, ey) = points
    if kind == "circle":
        across = down = math.hypot(ex - cx, ey - cy)
    else:
        across, down = abs(ex - cx), abs(ey - cy)
    return ((x - cx) / across) ** 2 + ((y - cy) / down) ** 2 < 1, math.pi * across * down


found = []
for shape in json.load(sys.stdin):
    mask, area = region(shape["kind"], [millimetres(it) for it in shape["points"]])
    picked = values[mask]
    found.append(
        {
            "area": area,
            "mean": float(picked.mean()),
            "deviation": float(picked.std()),
            "least": float(picked.min()),
            "most": float(picked.max()),
        }
    )
json.dump(found, sys.stdout)
