"""Objects in colours: red, green and blue, luminance and chrominance, and colour tables."""

from objects import BAND, COLUMNS, ROWS, RECTANGLE, US, US_FRAMES, block, coloured, grey, having, overlay, words

COLOURS = [(0, 0, 0), (250, 0, 0), (0, 250, 0), (0, 0, 250), (80, 90, 100), (9, 200, 7), (255,) * 3]
PLACES = (0, 40, 80, 120, 160, 200, 255)


def ybr(red, green, blue):
    """Luminance and chrominance (PS3.3 C.7.6.3.1.2)."""
    y = 0.299 * red + 0.587 * green + 0.114 * blue
    cb = -0.168736 * red - 0.331264 * green + 0.5 * blue + 128
    cr = 0.5 * red - 0.418688 * green - 0.081312 * blue + 128
    return tuple(min(255, max(0, round(it))) for it in (y, cb, cr))


def by_plane(pixels):
    return b"".join(bytes(pixel[channel] for pixel in pixels) for channel in range(3))


def image(photometric, planar=0, convert=lambda *colour: colour, **more):
    made = coloured(**more)
    made.PhotometricInterpretation, made.PlanarConfiguration = photometric, planar
    row = [convert(*colour) for colour in COLOURS for _ in range(BAND)]
    pixels = row * ROWS
    made.PixelData = by_plane(pixels) if planar else b"".join(bytes(it) for it in pixels)
    return made


def halved():
    """Two pixels share their chrominance."""
    made = image("YBR_FULL_422")
    pairs = [ybr(*colour) for colour in COLOURS for _ in range(BAND // 2)]
    made.PixelData = b"".join(bytes((y, y, cb, cr)) for y, cb, cr in pairs) * ROWS
    return made


def quartered():
    made = image("YBR_PARTIAL_420")
    made.PixelData = bytes(ROWS * COLUMNS * 3 // 2)
    return made


def inks():
    made = image("CMYK")
    made.SamplesPerPixel = 4
    made.PixelData = bytes(ROWS * COLUMNS * 4)
    return made


def deep():
    made = image("RGB")
    made.BitsAllocated, made.BitsStored, made.HighBit = 16, 16, 15
    made.PixelData = bytes(ROWS * COLUMNS * 6)
    return made


def of_places(places=PLACES, bits=8, **more):
    """Places in a table, of one byte or two."""
    made = grey("US", US, places, bits=bits, PhotometricInterpretation="PALETTE COLOR", **more)
    if bits == 8:
        made.BitsAllocated = 8
        made.PixelData = bytes(it & 0xFF for it in places for _ in range(BAND)) * ROWS
    return made


def described(made, count, first, depth):
    for tag in (0x00281101, 0x00281102, 0x00281103):
        made.add_new(tag, "SS" if first < 0 else "US", [count & 0xFFFF, first, depth])
    return made


def palette(made, red, green, blue, first=0, depth=16, packed=False):
    """Gives an image a table of the three colours."""
    described(made, len(red), first, depth)
    for tag, entries in zip((0x00281201, 0x00281202, 0x00281203), (red, green, blue)):
        made.add_new(tag, "OW", bytes(entries) if packed else words(entries))
    return made


def segmented(made, count, red, green, blue, depth=16):
    described(made, count, 0, depth)
    for tag, parts in zip((0x00281221, 0x00281222, 0x00281223), (red, green, blue)):
        data = bytes(parts) if depth == 8 else words(parts)
        made.add_new(tag, "OW", data + bytes(len(data) % 2))
    return made


def ramps(count, most=65535):
    """A table of which each colour is another one."""
    step = most / (count - 1)
    rising = [round(i * step) for i in range(count)]
    return rising, rising[::-1], [round(most * (i / (count - 1)) ** 2) for i in range(count)]


# Segments (PS3.3 C.7.9.2): 0 discrete, 1 linear, 2 indirect: the number of segments, and where.
LINEAR = [0, 1, 0, 1, 255, 65535]
STEPS = [0, 2, 500, 65000, 1, 126, 2000, 0, 1, 9000, 1, 127, 40000]
REPEATED = [0, 2, 100, 60000, 1, 62, 3000, 2, 2, 0, 0, 2, 2, 0, 0, 2, 2, 0, 0]
ELSEWHERE = [0, 2, 100, 60000, 1, 126, 3000, 2, 1, 4, 0]
BYTES = [0, 2, 5, 250, 1, 126, 20, 1, 128, 240]

OBJECTS = {
    "colour-rgb": lambda: image("RGB"),
    "colour-rgb-planar": lambda: image("RGB", 1),
    "colour-ybr-full": lambda: image("YBR_FULL", convert=ybr),
    "colour-ybr-full-planar": lambda: image("YBR_FULL", 1, ybr),
    "colour-ybr-full-422": halved,
    "colour-ybr-partial-420": quartered,
    "colour-cmyk": inks,
    "colour-16": deep,
    "palette": lambda: palette(of_places(), *ramps(256)),
    "palette-8": lambda: palette(of_places(), *ramps(256, 255), depth=8),
    "palette-8-packed": lambda: palette(of_places(), *ramps(256, 255), depth=8, packed=True),
    "palette-first": lambda: palette(of_places(), *ramps(150), first=30),
    "palette-first-signed": lambda: palette(
        of_places((-400, -200, -100, 0, 100, 200, 400), 12), *ramps(600), first=-300
    ),
    "palette-12": lambda: palette(
        of_places((0, 600, 1200, 1800, 2400, 3000, 4095), 12), *ramps(4096)
    ),
    "palette-whole": lambda: palette(
        of_places((0, 9000, 20000, 33000, 45000, 60000, 65535), 16), *ramps(65536)
    ),
    "palette-no-red": lambda: palette(of_places(), [0] * 256, *ramps(256)[:2]),
    "palette-dark": lambda: palette(of_places(), *ramps(256, 255)),
    "palette-overlay": lambda: overlay(
        palette(of_places(), *ramps(256)), block(ROWS, COLUMNS, (8, 8, 8, 8))
    ),
    "palette-shutter": lambda: having(
        palette(of_places(), *ramps(256)), ShutterShape="RECTANGULAR", **RECTANGLE
    ),
    "palette-short": lambda: described(palette(of_places(), *ramps(100)), 256, 0, 16),
    "palette-unlike": lambda: unlike(palette(of_places(), *ramps(256))),
    "palette-segmented": lambda: segmented(of_places(), 256, LINEAR, STEPS, STEPS),
    "palette-segmented-repeated": lambda: segmented(of_places(), 256, REPEATED, LINEAR, REPEATED),
    "palette-segmented-8": lambda: segmented(of_places(), 256, BYTES, BYTES, BYTES, depth=8),
    "palette-segmented-elsewhere": lambda: segmented(of_places(), 256, ELSEWHERE, LINEAR, LINEAR),
    "palette-opacity": lambda: opaque(palette(of_places(), *ramps(256))),
    "palette-segmented-short": lambda: segmented(of_places(), 256, LINEAR, STEPS, STEPS[:6]),
}


def opaque(made):
    made.add_new(0x00281204, "OW", words([0] * 256))
    return made


def unlike(made):
    made.add_new(0x00281103, "US", [256, 7, 16])
    return made
