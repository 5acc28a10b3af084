package org.sallyport.staff.admin.letters;

import io.nayuki.qrcodegen.QrCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.sallyport.platform.messages.Language;

/**
 * A letter as a PDF of one page (A4), made in memory, in the language of its words. Lengths are in
 * points. The fonts have Latin, Greek, Cyrillic and Arabic letters; others become question marks.
 */
final class LetterPdf {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final String ARABIC_FONT = "/letter/noto-sans-arabic.ttf";
  private static final float MARGIN = 72;
  private static final float TEXT_SIZE = 11;
  private static final float LARGE_TEXT_SIZE = 16;
  private static final float LEADING = 1.45f;
  private static final float LABEL_WIDTH = 130;
  private static final float QR_SIDE = 110;
  private static final float GAP = 18;
  private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;

  private final PDPageContentStream out;
  private final List<PDFont> fonts;
  private final Language language;
  private float y = PDRectangle.A4.getHeight() - MARGIN;

  private LetterPdf(PDPageContentStream out, List<PDFont> fonts, Language language) {
    this.out = out;
    this.fonts = fonts;
    this.language = language;
  }

  static byte[] of(Letter letter) {
    try (PDDocument document = new PDDocument()) {
      document.getDocumentInformation().setTitle(letter.words().heading());
      document.getDocumentCatalog().setLanguage(letter.words().language().tag());
      addPage(document, letter);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addPage(PDDocument document, Letter letter) throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    List<PDFont> fonts = List.of(font(document, FONT), font(document, ARABIC_FONT));
    try (PDPageContentStream out = new PDPageContentStream(document, page)) {
      new LetterPdf(out, fonts, letter.words().language()).write(letter);
    }
  }

  private static PDFont font(PDDocument document, String file) throws IOException {
    try (InputStream in = LetterPdf.class.getResourceAsStream(file)) {
      return PDType0Font.load(document, Objects.requireNonNull(in));
    }
  }

  private void write(Letter letter) throws IOException {
    Letter.Words words = letter.words();
    paragraph(letter.issuer(), TEXT_SIZE);
    y -= GAP;
    paragraph(letter.name(), TEXT_SIZE);
    y -= GAP;
    paragraph(words.heading(), LARGE_TEXT_SIZE);
    paragraph(words.lead(), TEXT_SIZE);
    y -= GAP;
    facts(letter, words);
    y -= GAP;
    qr(letter.address());
    y -= GAP;
    int step = 0;
    for (String text : words.steps()) {
      step++;
      paragraph(step + ".  " + text, TEXT_SIZE);
    }
    y -= GAP;
    paragraph(words.keep(), TEXT_SIZE);
  }

  private void facts(Letter letter, Letter.Words words) throws IOException {
    fact(words.address(), isolated(letter.address()), TEXT_SIZE);
    fact(words.username(), isolated(letter.username()), TEXT_SIZE);
    fact(words.code(), isolated(letter.code()), LARGE_TEXT_SIZE);
    fact(words.valid(), letter.until(), TEXT_SIZE);
  }

  /** A value that is read from left to right also among Arabic words. */
  private static String isolated(String value) {
    return "\u2066" + value + "\u2069";
  }

  private void paragraph(String text, float size) throws IOException {
    for (String line : lines(text, size, WIDTH)) {
      line(line, size, 0, WIDTH);
      y -= size * LEADING;
    }
  }

  private void fact(String label, String value, float size) throws IOException {
    line(label, TEXT_SIZE, 0, LABEL_WIDTH);
    float width = WIDTH - LABEL_WIDTH;
    for (String line : lines(value, size, width)) {
      line(line, size, LABEL_WIDTH, width);
      y -= size * LEADING;
    }
  }

  /**
   * Draws one line.
   *
   * @param start its distance from the margin at which lines of this language begin
   */
  private void line(String text, float size, float start, float width) throws IOException {
    List<TextLine.Run<Integer>> runs = runs(text);
    float free = width - width(runs, size);
    float x = language.rightToLeft() ? WIDTH - start - width + free : start;
    out.beginText();
    out.newLineAtOffset(MARGIN + x, y);
    for (TextLine.Run<Integer> run : runs) {
      out.setFont(fonts.get(run.value()), size);
      out.showText(run.text());
    }
    out.endText();
  }

  /** The parts of a line, each with the number of its font. */
  private List<TextLine.Run<Integer>> runs(String text) {
    StringBuilder printable = new StringBuilder();
    TextLine.drawn(text, language)
        .codePoints()
        .forEach(point -> printable.append(font(point) < 0 ? "?" : Character.toString(point)));
    return TextLine.runs(printable.toString(), this::font);
  }

  private float width(List<TextLine.Run<Integer>> runs, float size) throws IOException {
    float width = 0;
    for (TextLine.Run<Integer> run : runs) {
      width += fonts.get(run.value()).getStringWidth(run.text()) * size / 1000;
    }
    return width;
  }

  /** The dark squares (ISO/IEC 18004); the paper is the quiet zone. */
  private void qr(String text) throws IOException {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    for (int row = 0; row < code.size; row++) {
      squares(code, row);
    }
    out.fill();
    y -= QR_SIDE + GAP;
  }

  private void squares(QrCode code, int row) throws IOException {
    float side = QR_SIDE / code.size;
    float left = language.rightToLeft() ? MARGIN + WIDTH - QR_SIDE : MARGIN;
    for (int column = 0; column < code.size; column++) {
      if (code.getModule(column, row)) {
        out.addRect(left + column * side, y - (row + 1) * side, side, side);
      }
    }
  }

  /** Breaks a text between words. */
  private List<String> lines(String text, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(runs(longer), size) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? word : " " + word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The number of the first font that has a character; -1 if none has it. */
  private int font(int point) {
    for (int i = 0; i < fonts.size(); i++) {
      if (has(fonts.get(i), point)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean has(PDFont font, int point) {
    try {
      font.encode(Character.toString(point));
      return true;
    } catch (IllegalArgumentException | IOException e) {
      return false;
    }
  }
}
