#!/usr/bin/python3
"""Makes an image in greys and the presentation states of it: how it is shown, and what is drawn on it.
No package has such samples. Needs python3-pydicom only.

    web/viewer/test/expected/states.py FOLDER STUDY [REFERENCE...]

The images are the series 1 of a study, the states its series 2. With references (series/object), only
one state is made, which names them: the series 3.
"""

import json
import pathlib
import sys

from pydicom.dataset import Dataset, FileMetaDataset

from objects import bits, block, table, words

DX = "1.2.840.10008.5.1.4.1.1.1.1"
STATE = "1.2.840.10008.5.1.4.1.1.11.1"
# 12 columns and 9 rows of blocks, each of one value: no two are alike.
BLOCK, ACROSS, DOWN = 8, 12, 9
COLUMNS, ROWS = BLOCK * ACROSS, BLOCK * DOWN
IMAGES = 2


def value(column, row):
    return 300 * (column // BLOCK) + 30 * (row // BLOCK) + 100


def dataset(**values):
    made = Dataset()
    for name, it in values.items():
        setattr(made, name, it)
    return made


def identity(made, study, series, number):
    made.SpecificCharacterSet = "ISO_IR 192"
    made.PatientName, made.PatientID = "Vanderquill^Adelheid", "LM-400218"
    made.PatientBirthDate, made.PatientSex = "19580314", "F"
    made.StudyInstanceUID, made.SeriesInstanceUID = study, f"{study}.{series}"
    made.SOPInstanceUID = f"{study}.{series}.{number}"
    made.StudyDate, made.StudyTime, made.StudyID = "20261120", "095100", "1"
    made.AccessionNumber = made.ReferringPhysicianName = ""
    made.SeriesNumber, made.InstanceNumber = str(series), str(number)
    made.StudyDescription = "Saved views"
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID
    made.is_little_endian, made.is_implicit_VR = True, False
    return made


def image(study, number):
    made = dataset(
        SOPClassUID=DX, Modality="DX", Rows=ROWS, Columns=COLUMNS, SamplesPerPixel=1,
        PhotometricInterpretation="MONOCHROME1" if number == 2 else "MONOCHROME2",
        BitsAllocated=16, BitsStored=12, HighBit=11, PixelRepresentation=0,
        WindowCenter="1000", WindowWidth="1500", SeriesDescription="Blocks",
        RescaleSlope="1", RescaleIntercept="0", RescaleType="US",
    )
    made.add_new(0x7FE00010, "OW", words([value(x, y) for y in range(ROWS) for x in range(COLUMNS)]))
    overlay(made, 0x6000, block(ROWS, COLUMNS, (16, 40, 16, 16)))
    return identity(made, study, 1, number)


def overlay(made, group, plane, layer=None, origin=(1, 1)):
    made.add_new(group << 16 | 0x0010, "US", len(plane))
    made.add_new(group << 16 | 0x0011, "US", len(plane[0]))
    made.add_new(group << 16 | 0x0040, "CS", "G")
    made.add_new(group << 16 | 0x0050, "SS", list(origin))
    made.add_new(group << 16 | 0x0100, "US", 1)
    made.add_new(group << 16 | 0x0102, "US", 0)
    made.add_new(group << 16 | 0x3000, "OW", bits(plane))
    if layer is not None:
        made.add_new(group << 16 | 0x1001, "CS", layer)


def referring(*names):
    return [dataset(ReferencedSOPClassUID=DX, ReferencedSOPInstanceUID=it) for it in names]


def window(centre, width, **more):
    return [dataset(WindowCenter=str(centre), WindowWidth=str(width), **more)]


def area(corner=(1, 1), to=(COLUMNS, ROWS), mode="SCALE TO FIT", **more):
    made = dataset(
        DisplayedAreaTopLeftHandCorner=list(corner), DisplayedAreaBottomRightHandCorner=list(to),
        PresentationSizeMode=mode, **more,
    )
    if mode == "TRUE SIZE":
        made.PresentationPixelSpacing = [0.2, 0.2]
    else:
        made.PresentationPixelAspectRatio = [1, 1]
    return [made]


def layer(name, order, grey=None, lab=None):
    made = dataset(GraphicLayer=name, GraphicLayerOrder=order)
    if grey is not None:
        made.GraphicLayerRecommendedDisplayGrayscaleValue = grey
    if lab is not None:
        made.GraphicLayerRecommendedDisplayCIELabValue = lab
    return made


def graphic(kind, *points, units="PIXEL", filled="N"):
    return dataset(
        GraphicAnnotationUnits=units, GraphicDimensions=2, NumberOfGraphicPoints=len(points),
        GraphicData=[it for point in points for it in point], GraphicType=kind, GraphicFilled=filled,
    )


def text(said, box=None, anchor=None, units="PIXEL", side="LEFT"):
    made = dataset(UnformattedTextValue=said)
    if box is not None:
        made.BoundingBoxAnnotationUnits = units
        made.BoundingBoxTopLeftHandCorner, made.BoundingBoxBottomRightHandCorner = box
        made.BoundingBoxTextHorizontalJustification = side
    if anchor is not None:
        made.AnchorPointAnnotationUnits = units
        made.AnchorPoint, made.AnchorPointVisibility = list(anchor), "Y"
    return made


def annotation(name, graphics=(), texts=()):
    made = dataset(GraphicLayer=name)
    if graphics:
        made.GraphicObjectSequence = list(graphics)
    if texts:
        made.TextObjectSequence = list(texts)
    return made


def turned(degrees, flipped="N"):
    return {"ImageRotation": degrees, "ImageHorizontalFlip": flipped}


RECTANGLE = {
    "ShutterShape": "RECTANGULAR", "ShutterLeftVerticalEdge": 8, "ShutterRightVerticalEdge": 81,
    "ShutterUpperHorizontalEdge": 8, "ShutterLowerHorizontalEdge": 57, "ShutterPresentationValue": 20000,
}
WINDOW = {"SoftcopyVOILUTSequence": window(1800, 2600)}
DRAWN = {
    "GraphicLayerSequence": [layer("UPPER", 2, lab=[35466, 53500, 47000]), layer("LOWER", 1, 65535)],
    "GraphicAnnotationSequence": [
        annotation("UPPER", [graphic("POLYLINE", (8, 8), (40, 24), (72.5, 16.25))]),
        annotation(
            "LOWER",
            [
                graphic("POINT", (80, 60)),
                graphic("CIRCLE", (24, 48), (36, 48)),
                graphic("ELLIPSE", (48, 48), (72, 48), (60, 42), (60, 54), filled="Y"),
                graphic("INTERPOLATED", (4, 68), (48, 60), (90, 66)),
                graphic("POLYLINE", (0.25, 0.5), (0.75, 0.5), units="DISPLAY"),
            ],
            [text("Nodule\r\n6 mm", ([50, 26], [90, 38]), (40, 24))],
        ),
    ],
}


def styled():
    made = graphic("POLYLINE", (8, 8), (40, 24))
    made.LineStyleSequence = [dataset(LineThickness=3.0)]
    return made


def bitmap(made):
    made.ShutterShape, made.ShutterPresentationValue = "BITMAP", 0
    made.ShutterOverlayGroup = 0x6002
    overlay(made, 0x6002, block(ROWS, COLUMNS, (0, 0, 24, 32), (48, 64, 24, 32)))


def overlaid(made):
    made.GraphicLayerSequence = [layer("MARKS", 1, 32896), layer("OWN", 2, 65535)]
    overlay(made, 0x6002, block(24, 24, (0, 0, 16, 24)), "MARKS", (9, 57))
    made.add_new(0x60001001, "CS", "OWN")


def of_dcmpsmk(made):
    """What dcmpsmk (DCMTK 3.6.9) makes of the image: all of it but what names it."""
    path = pathlib.Path(__file__).with_name("dcmpsmk.json")
    said = path.read_text().replace("STUDY", made.StudyInstanceUID)
    for element in Dataset.from_json(json.loads(said)):
        made[element.tag] = element


# The label of a state, and what is in it: attributes, or what makes them.
STATES = {
    "WINDOW": WINDOW,
    "ALL VALUES": {},
    "TABLE": {"SoftcopyVOILUTSequence": [dataset(VOILUTSequence=[table(500, [min(4095, (i * i) // 900) for i in range(2048)], 12)])]},
    "INVERSE": {**WINDOW, "PresentationLUTShape": "INVERSE"},
    "PRESENTATION": {
        **WINDOW, "PresentationLUTShape": None,
        "PresentationLUTSequence": [table(0, [min(4095, (i * i) // 4095) for i in range(4096)], 12)],
    },
    "RESCALED": {"RescaleSlope": "2", "RescaleIntercept": "-1024", "RescaleType": "US", "SoftcopyVOILUTSequence": window(2600, 5200)},
    "MODALITY TABLE": {
        "SoftcopyVOILUTSequence": window(2000, 4000),
    },
    "RECTANGLE": {**WINDOW, **RECTANGLE},
    "CIRCLE": {**WINDOW, "ShutterShape": "CIRCULAR", "CenterOfCircularShutter": [41, 53], "RadiusOfCircularShutter": 23, "ShutterPresentationValue": 65535},
    "POLYGON": {**WINDOW, "ShutterShape": "POLYGONAL", "VerticesOfThePolygonalShutter": [4, 4, 4, 90, 68, 90, 68, 44], "ShutterPresentationValue": 0},
    "BITMAP": (WINDOW, bitmap),
    "OVERLAYS": (WINDOW, overlaid),
    "TURNED 90": {**WINDOW, **turned(90)},
    "TURNED 180": {**WINDOW, **turned(180)},
    "TURNED 270": {**WINDOW, **turned(270)},
    "FLIPPED": {**WINDOW, **turned(0, "Y")},
    "TURNED FLIPPED": {**WINDOW, **turned(90, "Y"), **RECTANGLE},
    "AREA": {**WINDOW, "DisplayedAreaSelectionSequence": area((33, 17), (72, 56))},
    "AREA TURNED": {**WINDOW, **turned(90), "DisplayedAreaSelectionSequence": area((17, 56), (64, 25))},
    "TRUE SIZE": {**WINDOW, "DisplayedAreaSelectionSequence": area(mode="TRUE SIZE")},
    "MAGNIFIED": {**WINDOW, "DisplayedAreaSelectionSequence": area(mode="MAGNIFY", PresentationPixelMagnificationRatio=4.0)},
    "DCMPSMK": ({}, of_dcmpsmk),
    "DRAWN": {**WINDOW, **DRAWN},
    "DRAWN TURNED": {**WINDOW, **DRAWN, **turned(90), "DisplayedAreaSelectionSequence": area((1, 72), (96, 1))},
}
# What the viewer says that a state has, and does not draw.
REFUSED = {
    "MASKED": ("a mask", {**WINDOW, "MaskSubtractionSequence": [dataset(MaskOperation="AVG_SUB", ContrastFrameAveraging=1)], "RecommendedViewingMode": "SUB"}),
    "STYLED": ("a kind of drawing", {**WINDOW, "GraphicLayerSequence": [layer("ONE", 1)], "GraphicAnnotationSequence": [annotation("ONE", [styled()])]}),
    "MATRIX": ("a kind of drawing", {**WINDOW, "GraphicLayerSequence": [layer("ONE", 1)], "GraphicAnnotationSequence": [annotation("ONE", [graphic("POLYLINE", (1, 1), (9, 9), units="MATRIX")])]}),
    "OTHER SHUTTER": ("a kind of shutter", {**WINDOW, "ShutterShape": "HEXAGONAL"}),
    "NO OVERLAY": ("an overlay", (WINDOW, lambda made: made.add_new(0x60041001, "CS", "NONE"))),
    "OTHER PIXELS": ("a displayed area", {**WINDOW, "DisplayedAreaSelectionSequence": [dataset(DisplayedAreaTopLeftHandCorner=[1, 1], DisplayedAreaBottomRightHandCorner=[96, 72], PresentationSizeMode="SCALE TO FIT", PresentationPixelAspectRatio=[2, 1])]}),
    "SHORT TABLE": ("incomplete parts", {"SoftcopyVOILUTSequence": [dataset(VOILUTSequence=[table(0, list(range(64)), 12)])]}),
}


def modality_table(made):
    lut = table(0, [4095 - i for i in range(4096)], 12)
    lut.ModalityLUTType = "OD"
    made.ModalityLUTSequence = [lut]


def state(study, series, number, label, content, references):
    made = dataset(SOPClassUID=STATE, Modality="PR")
    identity(made, study, series, number)
    made.SeriesDescription, made.Manufacturer = "Presentation states", "Made objects"
    made.ContentLabel, made.ContentDescription = label, ""
    made.PresentationCreationDate, made.PresentationCreationTime = "20261121", f"1200{number:02}"
    made.ContentCreatorName = "Vuurtoren^Emile"
    made.PresentationLUTShape = "IDENTITY"
    by_series = {}
    for uid, name in references:
        by_series.setdefault(uid, []).append(name)
    made.ReferencedSeriesSequence = [
        dataset(SeriesInstanceUID=uid, ReferencedImageSequence=referring(*names)) for uid, names in by_series.items()
    ]
    made.DisplayedAreaSelectionSequence = area()
    values, more = content if isinstance(content, tuple) else (content, lambda _: None)
    if "ImageRotation" in values and "DisplayedAreaSelectionSequence" not in values:
        made.DisplayedAreaSelectionSequence = area(*corners(values["ImageRotation"], values["ImageHorizontalFlip"]))
    for name, it in values.items():
        if it is None:
            delattr(made, name)
        else:
            setattr(made, name, it)
    if label == "MODALITY TABLE":
        modality_table(made)
    if label == "SHORT TABLE":
        made.SoftcopyVOILUTSequence[0].VOILUTSequence[0].LUTDescriptor = [128, 0, 12]
    more(made)
    return made


def corners(degrees, flipped):
    """The corners of the whole image that are on top left and bottom right once it is turned."""
    clockwise = [(1, 1), (COLUMNS, 1), (COLUMNS, ROWS), (1, ROWS)]
    at = [clockwise[(place - degrees // 90) % 4] for place in range(4)]
    return (at[1], at[3]) if flipped == "Y" else (at[0], at[2])


def all_states():
    return {**STATES, **{label: content for label, (_, content) in REFUSED.items()}}


def save(made, path):
    made.save_as(path, write_like_original=False)


def main(folder, study, *references):
    folder.mkdir(parents=True, exist_ok=True)
    if references:
        named = [it.split("/") for it in references]
        save(state(study, 3, 1, "NAMED", WINDOW, named), folder / "state-1.dcm")
        return
    for number in range(1, IMAGES + 1):
        save(image(study, number), folder / f"image-{number}.dcm")
    images = [(f"{study}.1", f"{study}.1.{number}") for number in range(1, IMAGES + 1)]
    for number, (label, content) in enumerate(all_states().items(), 1):
        named = images if label == "INVERSE" else images[:1]
        save(state(study, 2, number, label, content, named), folder / f"state-{number}.dcm")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), *sys.argv[2:])
