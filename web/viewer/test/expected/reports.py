#!/usr/bin/python3
"""Makes a structured report (TID 1500) that measured on the images of a phantom. Needs python3-pydicom.

    web/viewer/test/expected/reports.py FOLDER STUDY SERIES IMAGES OBJECT

STUDY is that of the images; IMAGES is the series of "thick" (phantom.py) in it, of which OBJECT is
measured on; the report is object 1 of the series SERIES. It prints, as JSON, the places of each drawing on
the image: columns and rows, from the upper left corner of the first pixel; those of points in the patient
are computed from the plane of the image.
"""

import json
import pathlib
import sys

import numpy
from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset

REPORT = "1.2.840.10008.5.1.4.1.1.88.34"
CT = "1.2.840.10008.5.1.4.1.1.2"
OUTLINE = [20, 22, 31, 21.5, 30.25, 40, 20, 22]
LINE = [10.5, 50, 44, 55.5]
CIRCLE = [48, 16, 54, 16]
ELLIPSE = [6, 30, 14, 30, 10, 27, 10, 33]
POINT = [33.5, 8.5]


def code(value, scheme, meaning):
    made = Dataset()
    made.CodeValue, made.CodingSchemeDesignator, made.CodeMeaning = value, scheme, meaning
    return made


def item(relationship, kind, concept=None, children=(), **values):
    made = Dataset()
    made.RelationshipType, made.ValueType = relationship, kind
    if concept:
        made.ConceptNameCodeSequence = [code(*concept)]
    for keyword, value in values.items():
        setattr(made, keyword, value)
    if children:
        made.ContentSequence = list(children)
    return made


def number(concept, value, unit, children=()):
    measured = Dataset()
    measured.NumericValue = value
    measured.MeasurementUnitsCodeSequence = [code(unit, "UCUM", unit)]
    return item("CONTAINS", "NUM", concept, children, MeasuredValueSequence=[measured])


def group(name, *children):
    tracking = item("HAS OBS CONTEXT", "TEXT", ("112039", "DCM", "Tracking Identifier"), TextValue=name)
    made = item("CONTAINS", "CONTAINER", ("125007", "DCM", "Measurement Group"), [tracking, *children])
    made.ContinuityOfContent = "SEPARATE"
    return made


def image(name, relationship="SELECTED FROM"):
    made = Dataset()
    made.ReferencedSOPClassUID, made.ReferencedSOPInstanceUID = CT, name
    return item(relationship, "IMAGE", ReferencedSOPSequence=[made])


def drawing(kind, data, name, relationship="CONTAINS"):
    return item(
        relationship, "SCOORD", ("111030", "DCM", "Image Region"), [image(name)],
        GraphicType=kind, GraphicData=data)


def in_patient(kind, points, space):
    return item(
        "CONTAINS", "SCOORD3D", ("111030", "DCM", "Image Region"),
        GraphicType=kind, GraphicData=[float(it) for point in points for it in point],
        ReferencedFrameOfReferenceUID=space)


def places_of(points, plane):
    """Where points of the patient are on an image (PS3.3 section C.7.6.2.1.1)."""
    across, down = numpy.array(plane.ImageOrientationPatient[:3]), numpy.array(plane.ImageOrientationPatient[3:])
    high, wide = plane.PixelSpacing
    from_origin = numpy.array(points) - numpy.array(plane.ImagePositionPatient)
    return numpy.stack([from_origin @ across / wide + 0.5, from_origin @ down / high + 0.5], 1).tolist()


def main(folder, study, number_of_series, images, name):
    plane = dcmread(folder / f"thick-{int(name.rsplit('.', 1)[1]) - 1:02d}.dcm", stop_before_pixels=True)
    z = float(plane.ImagePositionPatient[2])
    square = [(40, 40, z), (50, 40, z), (50, 50, z), (40, 50, z), (40, 40, z)]
    space = str(plane.FrameOfReferenceUID)
    length, area = ("410668003", "SCT", "Length"), ("42798000", "SCT", "Area")
    site = item("HAS CONCEPT MOD", "CODE", ("363698007", "SCT", "Finding Site"),
                ConceptCodeSequence=[code("39607008", "SCT", "Lung")])
    made = Dataset()
    made.SpecificCharacterSet = "ISO_IR 192"
    made.SOPClassUID, made.SOPInstanceUID = REPORT, f"{study}.{number_of_series}.1"
    made.PatientName, made.PatientID = "Vanderquill^Adelheid", "LM-400218"
    made.PatientBirthDate, made.PatientSex = "19580314", "F"
    made.StudyInstanceUID, made.SeriesInstanceUID = study, f"{study}.{number_of_series}"
    made.StudyDate, made.StudyTime = "20261120", "095100"
    made.StudyID = made.AccessionNumber = made.ReferringPhysicianName = ""
    made.Modality, made.Manufacturer = "SR", "Made objects"
    made.SeriesNumber, made.InstanceNumber = number_of_series, "1"
    made.ContentDate, made.ContentTime = "20261120", "101500"
    made.CompletionFlag, made.VerificationFlag = "COMPLETE", "UNVERIFIED"
    made.ReferencedPerformedProcedureStepSequence = []
    made.PerformedProcedureCodeSequence = []
    reference, series, evidence = Dataset(), Dataset(), Dataset()
    reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = CT, name
    series.SeriesInstanceUID, series.ReferencedSOPSequence = images, [reference]
    evidence.StudyInstanceUID, evidence.ReferencedSeriesSequence = study, [series]
    made.CurrentRequestedProcedureEvidenceSequence = [evidence]
    made.ValueType, made.ContinuityOfContent = "CONTAINER", "SEPARATE"
    made.ConceptNameCodeSequence = [code("126000", "DCM", "Imaging Measurement Report")]
    template = Dataset()
    template.MappingResource, template.TemplateIdentifier = "DCMR", "1500"
    made.ContentTemplateSequence = [template]
    measurements = item("CONTAINS", "CONTAINER", ("126010", "DCM", "Imaging Measurements"), [
        group("Nodule 1", site, drawing("POLYLINE", OUTLINE, name),
              number(area, "180.5", "mm2"), number(("373098007", "SCT", "Mean"), "201", "[hnsf'U]")),
        group("Nodule 2", number(length, "33.9", "mm", [drawing("POLYLINE", LINE, name, "INFERRED FROM")])),
        group("Cyst", drawing("CIRCLE", CIRCLE, name), number(area, "113.1", "mm2")),
        group("Vessel", drawing("ELLIPSE", ELLIPSE, name), number(area, "37.7", "mm2")),
        group("Mark", drawing("POINT", POINT, name)),
        group("In the patient", in_patient("POLYGON", square, space), number(area, "100", "mm2")),
        group("Above", in_patient("POLYGON", [(x, y, z + 1) for x, y, z in square], space),
              number(area, "100", "mm2", [image(name, "INFERRED FROM")])),
        group("Elsewhere", in_patient("POLYGON", square, space + ".1"), number(area, "100", "mm2")),
    ])
    measurements.ContinuityOfContent = "SEPARATE"
    made.ContentSequence = [measurements]
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID
    made.is_little_endian, made.is_implicit_VR = True, False
    made.save_as(folder / f"report-{number_of_series}.dcm", write_like_original=False)
    pairs = lambda data: numpy.array(data, float).reshape(-1, 2).tolist()
    print(json.dumps({
        "Nodule 1": pairs(OUTLINE[:-2]), "Nodule 2": pairs(LINE), "Cyst": pairs(CIRCLE),
        "Vessel": pairs(ELLIPSE), "Mark": pairs(POINT), "In the patient": places_of(square[:-1], plane)}))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), *sys.argv[2:])
