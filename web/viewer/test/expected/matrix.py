#!/usr/bin/python3
"""Makes the objects of the matrix of pictures and lengths: DICOM files with all that changes a
picture or a length. No package has such samples. Needs python3-pydicom only.

    web/viewer/test/expected/matrix.py FOLDER pictures|lengths STUDY

They become the objects of one series of a study, which is named by its UID.
"""

import pathlib
import sys

from pydicom._uid_dict import UID_dictionary
from pydicom.dataset import FileMetaDataset

import colours
import encoded
import lengths
import objects
import values

LITTLE_ENDIAN = "1.2.840.10008.1.2.1"
IMPLICIT = "1.2.840.10008.1.2"
BIG_ENDIAN = "1.2.840.10008.1.2.2"

# Younger than this pydicom.
for younger in ["4.110", "4.201", "4.202", "4.203", "8.1"]:
    number = f"1.2.840.10008.1.2.{younger}"
    UID_dictionary.setdefault(number, (number, "Transfer Syntax", "", "", ""))

PICTURES = {**objects.OBJECTS, **values.OBJECTS, **colours.OBJECTS, **encoded.OBJECTS}
KINDS = {"pictures": PICTURES, "lengths": lengths.OBJECTS}


def save(made, path, study, number):
    made.StudyInstanceUID = study
    made.SeriesInstanceUID = f"{study}.1"
    made.SOPInstanceUID = f"{study}.1.{number}"
    made.StudyID = made.SeriesNumber = "1"
    made.InstanceNumber = number
    made.StudyDate, made.StudyTime = "20261120", "095100"
    made.PatientBirthDate, made.PatientSex = "19580314", "F"
    made.AccessionNumber = made.ReferringPhysicianName = ""
    made.StudyDescription = "Matrix of pictures and lengths"
    made.SeriesDescription = "Made objects"
    syntax = getattr(made, "syntax", LITTLE_ENDIAN)
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = syntax
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID
    made.is_little_endian, made.is_implicit_VR = syntax != BIG_ENDIAN, syntax == IMPLICIT
    made.save_as(path, write_like_original=False)


def main(folder, kind, study):
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, make) in enumerate(KINDS[kind].items(), 1):
        save(make(), folder / f"{name}.dcm", study, number)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), *sys.argv[2:])
