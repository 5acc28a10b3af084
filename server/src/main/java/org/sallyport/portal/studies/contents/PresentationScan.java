package org.sallyport.portal.studies.contents;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.archive.Representation;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Looks through an object's metadata (PS3.18 section F.2), at any depth, for its window and for
 * what a renderer of an archive ignores: Orthanc's draws none of it, and uses a window of its own
 * if the request has none. Nothing but a few short values is kept.
 */
final class PresentationScan {
  private static final long MAX_CHARACTERS = 16L * 1024 * 1024;
  private static final int MAX_DEPTH = 400;
  private static final int MAX_VALUES = 10;

  /** Of values that are read; those that are passed over may be longer. */
  private static final int MAX_STRING_LENGTH = 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxDocumentLength(MAX_CHARACTERS)
                  .maxStringLength(MAX_STRING_LENGTH)
                  .build())
          .build();

  /**
   * Lookup tables for modality, values of interest and presentation, shutters, and colour tables in
   * segments or with opacity.
   */
  private static final Set<String> NEVER =
      Set.of("00283000", "00283010", "20500010", "00181600", "00281204", "00281221", "00281224");

  private static final Pattern OVERLAY = Pattern.compile("60[01][02468ACE](3000|0010|0100)");
  private static final String CENTRE = "00281050";
  private static final String WIDTH = "00281051";
  private static final String VOI_LUT_FUNCTION = "00281056";
  private static final String ASPECT_RATIO = "00280034";

  /** Distances of rows and of columns: in the patient, at the detector, on a film. */
  private static final Set<String> SPACINGS = Set.of("00280030", "00181164", "00182010");

  private static final double SQUARE = 0.01;
  private static final String SHAPE = "20500020";
  private static final String PHOTOMETRIC = "00280004";
  private static final String BITS_ALLOCATED = "00280100";
  private static final String BITS_STORED = "00280101";
  private static final String PIXEL_PRESENTATION = "00089205";
  private static final Set<String> SHORT =
      Set.of(
          CENTRE,
          WIDTH,
          VOI_LUT_FUNCTION,
          ASPECT_RATIO,
          SHAPE,
          PHOTOMETRIC,
          BITS_ALLOCATED,
          BITS_STORED,
          PIXEL_PRESENTATION);

  /** Some of the greys are colours then (PS3.3 C.7.6.19). */
  private static final Set<String> COLOURED = Set.of("COLOR", "MIXED");

  private static final int BYTE = 8;

  /** Orthanc draws it as red, green and blue if it is stored as RLE or JPEG-LS. */
  private static final String YBR_FULL = "YBR_FULL";

  /** What frames may say for themselves: if they differ, one window is not that of all. */
  private static final Set<String> ALIKE = Set.of(CENTRE, WIDTH, VOI_LUT_FUNCTION);

  private static final Map<String, String> FUNCTIONS =
      Map.of("LINEAR", "linear", "SIGMOID", "sigmoid");

  private final JsonParser parser;
  private final Map<String, List<String>> found = new HashMap<>();

  private PresentationScan(JsonParser parser) {
    this.parser = parser;
  }

  /** How the object is drawn; wrongly also if its metadata are malformed, or too long to tell. */
  static ArchivePicture of(InputStream metadata) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), metadata)) {
      return new PresentationScan(parser).picture();
    } catch (JacksonException e) {
      return new ArchivePicture.Wrong();
    }
  }

  private ArchivePicture picture() {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.PROPERTY_NAME && isIgnored(parser.currentName())) {
        return new ArchivePicture.Wrong();
      }
    }
    boolean isWrong = isInverted() || isOfBytesInWords() || first(PHOTOMETRIC).equals(YBR_FULL);
    return isWrong ? new ArchivePicture.Wrong() : new ArchivePicture.Right(window());
  }

  /** The parser is at the name of an attribute. */
  private boolean isIgnored(String tag) {
    boolean never = NEVER.contains(tag) || OVERLAY.matcher(tag).matches();
    if (!never && !SHORT.contains(tag) && !SPACINGS.contains(tag)) {
      return false;
    }
    List<String> values = values();
    if (values.isEmpty()) {
      return false;
    }
    List<String> before = found.putIfAbsent(tag, values);
    if (before != null && ALIKE.contains(tag) && !before.equals(values)) {
      return true;
    }
    return switch (tag) {
      case VOI_LUT_FUNCTION -> !FUNCTIONS.containsKey(values.getFirst());
      case PIXEL_PRESENTATION -> COLOURED.contains(values.getFirst());
      case CENTRE, WIDTH, SHAPE, PHOTOMETRIC, BITS_ALLOCATED, BITS_STORED -> false;
      default -> never || !isSquare(values);
    };
  }

  /** Whether the two values of a shape of pixels are the same. */
  private static boolean isSquare(List<String> values) {
    try {
      double ratio = Double.parseDouble(values.getFirst()) / Double.parseDouble(values.getLast());
      return Double.isNaN(ratio) || Math.abs(ratio - 1) < SQUARE;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  /** Whether the shape of the presentation contradicts the photometric interpretation. */
  private boolean isInverted() {
    String agreeing = first(PHOTOMETRIC).equals("MONOCHROME1") ? "INVERSE" : "IDENTITY";
    return !List.of("", agreeing).contains(first(SHAPE));
  }

  /** Whether values of a byte are stored in words: Orthanc takes each half for a pixel. */
  private boolean isOfBytesInWords() {
    try {
      return Integer.parseInt(first(BITS_ALLOCATED)) > BYTE
          && Integer.parseInt(first(BITS_STORED)) <= BYTE;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * The first window; null if there is none, or one that shows nothing (the viewer has the same).
   */
  private Representation.@Nullable Window window() {
    if (!first(PHOTOMETRIC).startsWith("MONOCHROME")) {
      return null;
    }
    String function = FUNCTIONS.getOrDefault(first(VOI_LUT_FUNCTION), "linear");
    try {
      double centre = Double.parseDouble(first(CENTRE));
      double width = Double.parseDouble(first(WIDTH));
      return new Representation.Window(centre, width, function);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private String first(String tag) {
    return found.getOrDefault(tag, List.of("")).getFirst();
  }

  /** The first values of the attribute that begins, of items of a sequence their values. */
  private List<String> values() {
    List<String> values = new ArrayList<>();
    boolean isVr = false;
    int depth = 0;
    do {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return values;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token.isScalarValue() && !isVr && values.size() < MAX_VALUES) {
        values.add(parser.getString().strip());
      }
      isVr = token == JsonToken.PROPERTY_NAME && parser.currentName().equals("vr");
    } while (depth > 0);
    return values;
  }
}
