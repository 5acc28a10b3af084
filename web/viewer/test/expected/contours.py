#!/usr/bin/python3
"""Makes a structure set on the images of a phantom. Needs python3-pydicom and numpy.

    web/viewer/test/expected/contours.py FOLDER STUDY SERIES IMAGES OBJECT

STUDY is that of the images; IMAGES is the series of "thick" (phantom.py) in it, of which OBJECT is
contoured; the set is object 1 of the series SERIES. It prints, as JSON, the places of the contours on the
image by the names of their regions: columns and rows, from the upper left corner of the first pixel.
"""

import json
import pathlib
import sys

import numpy
from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset

STRUCTURE_SET = "1.2.840.10008.5.1.4.1.1.481.3"
CT = "1.2.840.10008.5.1.4.1.1.2"


def ring(middle, radius, z, sides=48):
    angles = numpy.arange(sides) * 2 * numpy.pi / sides
    return [(middle[0] + radius * numpy.cos(it), middle[1] + radius * numpy.sin(it), z) for it in angles]


def places_of(points, plane):
    """Where points of the patient are on an image (PS3.3 section C.7.6.2.1.1)."""
    across, down = numpy.array(plane.ImageOrientationPatient[:3]), numpy.array(plane.ImageOrientationPatient[3:])
    high, wide = plane.PixelSpacing
    from_origin = numpy.array(points) - numpy.array(plane.ImagePositionPatient)
    return numpy.stack([from_origin @ across / wide + 0.5, from_origin @ down / high + 0.5], 1).tolist()


def contour(kind, points, name):
    made = Dataset()
    made.ContourGeometricType, made.NumberOfContourPoints = kind, len(points)
    made.ContourData = [f"{value:.6g}" for point in points for value in point]
    if name:
        image = Dataset()
        image.ReferencedSOPClassUID, image.ReferencedSOPInstanceUID = CT, name
        made.ContourImageSequence = [image]
    return made


def main(folder, study, number, images, name):
    plane = dcmread(folder / f"thick-{int(name.rsplit('.', 1)[1]) - 1:02d}.dcm", stop_before_pixels=True)
    z = float(plane.ImagePositionPatient[2])
    space = str(plane.FrameOfReferenceUID)
    heart, hole, body = ring((30, 30), 14, z), ring((30, 30), 5, z), ring((31.5, 31.5), 40, z)
    rois = [
        ("Heart", [255, 80, 80], space, [("CLOSED_PLANAR", heart, name), ("CLOSED_PLANAR", hole, name)]),
        ("Body", [0, 0, 160], space, [("CLOSED_PLANAR", body, None)]),
        ("Above", [0, 255, 0], space, [("CLOSED_PLANAR", ring((30, 30), 20, z + 0.2), None)]),
        ("Shifted", [0, 255, 255], space, [("CLOSED_PLANAR", ring((30, 30), 22, z + 0.2), name)]),
        ("Other space", [255, 255, 0], space + ".1", [("CLOSED_PLANAR", ring((30, 30), 24, z), None)]),
        ("Marker", [255, 0, 255], space, [("POINT", [(10, 10, z)], name)]),
    ]
    made = Dataset()
    made.SpecificCharacterSet = "ISO_IR 192"
    made.SOPClassUID, made.SOPInstanceUID = STRUCTURE_SET, f"{study}.{number}.1"
    made.PatientName, made.PatientID = "Vanderquill^Adelheid", "LM-400218"
    made.PatientBirthDate, made.PatientSex = "19580314", "F"
    made.StudyInstanceUID, made.SeriesInstanceUID = study, f"{study}.{number}"
    made.StudyDate, made.StudyTime = "20261120", "095100"
    made.StudyID = made.AccessionNumber = made.ReferringPhysicianName = ""
    made.Modality, made.Manufacturer = "RTSTRUCT", "Made objects"
    made.SeriesNumber, made.InstanceNumber = number, "1"
    made.StructureSetLabel, made.StructureSetDate, made.StructureSetTime = "Contours", "20261120", "101500"
    made.StructureSetROISequence, made.ROIContourSequence, made.RTROIObservationsSequence = [], [], []
    for i, (roi_name, colour, frame_of_reference, contours) in enumerate(rois, 1):
        roi, drawn, observed = Dataset(), Dataset(), Dataset()
        roi.ROINumber, roi.ROIName, roi.ReferencedFrameOfReferenceUID = i, roi_name, frame_of_reference
        roi.ROIGenerationAlgorithm = "MANUAL"
        drawn.ROIDisplayColor, drawn.ReferencedROINumber = colour, i
        drawn.ContourSequence = [contour(*it) for it in contours]
        observed.ObservationNumber = observed.ReferencedROINumber = i
        observed.RTROIInterpretedType, observed.ROIInterpreter = "ORGAN", ""
        made.StructureSetROISequence.append(roi)
        made.ROIContourSequence.append(drawn)
        made.RTROIObservationsSequence.append(observed)
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID
    made.is_little_endian, made.is_implicit_VR = True, False
    made.save_as(folder / f"contours-{number}.dcm", write_like_original=False)
    print(json.dumps({"Heart": places_of(heart + hole, plane), "Body": places_of(body, plane)}))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), *sys.argv[2:])
