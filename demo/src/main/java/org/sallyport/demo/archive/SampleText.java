package org.sallyport.demo.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * A text about a study, in ASCII.
 *
 * @param by who signed it, as DICOM writes names
 * @param sections their texts by their headings
 */
record SampleText(String title, String by, Map<String, String> sections) {
  private static final String BASIC_TEXT_SR = "1.2.840.10008.5.1.4.1.1.88.11";
  private static final String ENCAPSULATED_PDF = "1.2.840.10008.5.1.4.1.1.104.1";
  private static final String PRIVATE_SCHEME = "99SALLYPORTDEMO";

  /** In the file, so that it looks the same on a machine without fonts. */
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final int MARGIN = 72;
  private static final int TEXT_SIZE = 11;
  private static final int HEADING_SIZE = 13;
  private static final int TITLE_SIZE = 16;
  private static final int LEADING = 17;
  private static final int MAX_LINE = 84;

  /**
   * The text as a structured report.
   *
   * @param moment when it was signed, as DICOM writes times
   */
  MadeObject asReport(String moment, String organization) {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("SOPClassUID", BASIC_TEXT_SR);
    tags.put("Modality", "SR");
    tags.put("CompletionFlag", "COMPLETE");
    tags.put("VerificationFlag", "VERIFIED");
    tags.put(
        "VerifyingObserverSequence",
        List.of(
            Map.of(
                "VerifyingObserverName", by,
                "VerifyingOrganization", organization,
                "VerificationDateTime", moment)));
    tags.put("ValueType", "CONTAINER");
    tags.put("ContinuityOfContent", "SEPARATE");
    tags.put("ConceptNameCodeSequence", code("18748-4", "LN", title));
    List<Object> items = new ArrayList<>();
    sections.forEach((heading, text) -> items.add(section(heading, text)));
    tags.put("ContentSequence", items);
    return new MadeObject(tags, null);
  }

  private static Map<String, Object> section(String heading, String text) {
    return Map.of(
        "RelationshipType",
        "CONTAINS",
        "ValueType",
        "TEXT",
        "ConceptNameCodeSequence",
        code(heading, PRIVATE_SCHEME, heading),
        "TextValue",
        text);
  }

  private static List<Map<String, String>> code(String value, String scheme, String meaning) {
    return List.of(
        Map.of("CodeValue", value, "CodingSchemeDesignator", scheme, "CodeMeaning", meaning));
  }

  /** The text as a PDF of one page. */
  MadeObject asPdf() {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("SOPClassUID", ENCAPSULATED_PDF);
    tags.put("Modality", "DOC");
    tags.put("DocumentTitle", title);
    tags.put("BurnedInAnnotation", "YES");
    return MadeObject.of(tags, "application/pdf", pdf());
  }

  private byte[] pdf() {
    try (PDDocument document = new PDDocument();
        InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
      PDFont font = PDType0Font.load(document, Objects.requireNonNull(file));
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      document.getDocumentInformation().setTitle(title);
      try (PDPageContentStream out = new PDPageContentStream(document, page)) {
        write(out, font);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(PDPageContentStream out, PDFont font) throws IOException {
    out.beginText();
    out.setLeading(LEADING);
    out.newLineAtOffset(MARGIN, PDRectangle.A4.getHeight() - MARGIN);
    line(out, font, TITLE_SIZE, title);
    for (Map.Entry<String, String> section : sections.entrySet()) {
      out.newLine();
      line(out, font, HEADING_SIZE, section.getKey());
      for (String line : lines(section.getValue())) {
        line(out, font, TEXT_SIZE, line);
      }
    }
    out.endText();
  }

  private static void line(PDPageContentStream out, PDFont font, int size, String text)
      throws IOException {
    out.setFont(font, size);
    out.showText(text);
    out.newLine();
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + word.length() >= MAX_LINE) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
