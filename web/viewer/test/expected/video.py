#!/usr/bin/python3
"""Makes a Video Endoscopic Image around a video. Needs python3-pydicom only.

    web/viewer/test/expected/video.py FOLDER VIDEO SYNTAX [FRAGMENT]

  VIDEO      the file; server/src/test/resources/video/testsrc.mp4 was made by
             ffmpeg -f lavfi -i testsrc=size=160x120:rate=10:duration=4 -c:v libx264 -profile:v high
               -level 4.1 -pix_fmt yuv420p -g 10 -crf 36 -preset veryslow -movflags +faststart
  SYNTAX     the transfer syntax
  FRAGMENT   how many bytes a fragment has; without it, there is one
"""

import pathlib
import struct
import sys

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import generate_uid

VIDEO_ENDOSCOPIC = "1.2.840.10008.5.1.4.1.1.77.1.1.1"
ITEM = b"\xfe\xff\x00\xe0"


def item(content):
    even = content + b"\0" * (len(content) % 2)
    return ITEM + struct.pack("<I", len(even)) + even


def around(video, syntax, size):
    made = Dataset()
    made.SOPClassUID, made.SOPInstanceUID = VIDEO_ENDOSCOPIC, generate_uid()
    made.StudyInstanceUID, made.SeriesInstanceUID = generate_uid(), generate_uid()
    made.PatientID, made.PatientName, made.Modality = "1", "Vanderquill^Adelheid", "ES"
    made.SeriesDescription = "Gastroscopy"
    made.Rows, made.Columns, made.NumberOfFrames = 120, 160, 40
    made.SamplesPerPixel, made.PhotometricInterpretation = 3, "YBR_PARTIAL_420"
    made.PlanarConfiguration, made.PixelRepresentation = 0, 0
    made.BitsAllocated, made.BitsStored, made.HighBit = 8, 8, 7
    made.CineRate, made.FrameTime, made.FrameIncrementPointer = 10, 100, 0x00181063
    made.LossyImageCompression = "01"
    # A sequence and an icon of undefined length, as modalities write them before the pixel data.
    icon = Dataset()
    icon.Rows, icon.Columns, icon.BitsAllocated, icon.PixelData = 1, 2, 8, b"\x7f\xe0"
    icon["PixelData"].VR = "OB"
    made.IconImageSequence = [icon]
    made["IconImageSequence"].is_undefined_length = True
    icon.is_undefined_length_sequence_item = True
    parts = [video[at : at + size] for at in range(0, len(video), size)]
    made.PixelData = item(b"") + b"".join(item(part) for part in parts)
    made["PixelData"].VR, made["PixelData"].is_undefined_length = "OB", True
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = VIDEO_ENDOSCOPIC, made.SOPInstanceUID
    meta.TransferSyntaxUID = syntax
    made.file_meta, made.is_little_endian, made.is_implicit_VR = meta, True, False
    return made


folder, source, syntax = sys.argv[1:4]
video = pathlib.Path(source).read_bytes()
size = int(sys.argv[4]) if len(sys.argv) > 4 else len(video)
file = pathlib.Path(folder) / "video.dcm"
around(video, syntax, size).save_as(file, write_like_original=False)
