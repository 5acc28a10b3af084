#!/usr/bin/python3
"""Makes a selection of key images (Key Object Selection Document). Needs python3-pydicom only.

    web/viewer/test/expected/kos.py FOLDER NAME STUDY NUMBER TIME TITLE TEXT REFERENCE...

It is object 1 of the series NUMBER of a study, made on 20 November 2026 at TIME.
  TITLE      a code of DICOM and its meaning: "113002 For Referring Provider"
  TEXT       empty for none
  REFERENCE  study/series/object, or study/series/object/frame,frame
"""

import pathlib
import sys

from pydicom.dataset import Dataset, FileMetaDataset

KEY_OBJECTS = "1.2.840.10008.5.1.4.1.1.88.59"
CT = "1.2.840.10008.5.1.4.1.1.2"


def code(value, meaning):
    made = Dataset()
    made.CodeValue, made.CodingSchemeDesignator, made.CodeMeaning = value, "DCM", meaning
    return made


def item(kind):
    made = Dataset()
    made.RelationshipType, made.ValueType = "CONTAINS", kind
    return made


def reference(name, frames):
    made = Dataset()
    made.ReferencedSOPClassUID, made.ReferencedSOPInstanceUID = CT, name
    if frames:
        made.ReferencedFrameNumber = frames
    return made


def content(text, references):
    made = []
    if text:
        words = item("TEXT")
        words.ConceptNameCodeSequence = [code("113012", "Key Object Description")]
        words.TextValue = text
        made.append(words)
    for _, _, name, frames in references:
        image = item("IMAGE")
        image.ReferencedSOPSequence = [reference(name, frames)]
        made.append(image)
    return made


def evidence(references):
    studies = {}
    for study, series, name, _ in references:
        names = studies.setdefault(study, {}).setdefault(series, [])
        if name not in names:
            names.append(name)
    return [study_item(study, series) for study, series in studies.items()]


def study_item(study, series):
    made = Dataset()
    made.StudyInstanceUID = study
    made.ReferencedSeriesSequence = [series_item(it, names) for it, names in series.items()]
    return made


def series_item(series, names):
    made = Dataset()
    made.SeriesInstanceUID = series
    made.ReferencedSOPSequence = [reference(name, []) for name in names]
    return made


def parsed(words):
    study, series, name, *frames = words.split("/")
    return study, series, name, [int(it) for it in ",".join(frames).split(",") if it]


def main(folder, name, study, number, time, title, text, *words):
    references = [parsed(it) for it in words]
    made = Dataset()
    made.SpecificCharacterSet = "ISO_IR 192"
    made.SOPClassUID, made.SOPInstanceUID = KEY_OBJECTS, f"{study}.{number}.1"
    made.PatientName, made.PatientID = "Vanderquill^Adelheid", "LM-400218"
    made.PatientBirthDate, made.PatientSex = "19580314", "F"
    made.StudyInstanceUID, made.SeriesInstanceUID = study, f"{study}.{number}"
    made.StudyDate, made.StudyTime = "20261120", "095100"
    made.StudyID = made.AccessionNumber = made.ReferringPhysicianName = ""
    made.Modality, made.Manufacturer = "KO", "Made objects"
    made.SeriesNumber, made.InstanceNumber = number, "1"
    made.ContentDate, made.ContentTime = "20261120", time
    made.ReferencedPerformedProcedureStepSequence = []
    made.CurrentRequestedProcedureEvidenceSequence = evidence(references)
    made.ValueType, made.ContinuityOfContent = "CONTAINER", "SEPARATE"
    made.ConceptNameCodeSequence = [code(*title.split(" ", 1))]
    template = Dataset()
    template.MappingResource, template.TemplateIdentifier = "DCMR", "2010"
    made.ContentTemplateSequence = [template]
    made.ContentSequence = content(text, references)
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID
    made.is_little_endian, made.is_implicit_VR = True, False
    made.save_as(folder / f"{name}.dcm", write_like_original=False)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), *sys.argv[2:])
