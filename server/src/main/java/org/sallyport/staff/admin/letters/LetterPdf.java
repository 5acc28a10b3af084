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
import org.sallyport.platform.messages.Messages;

/**
 * A letter as a PDF of one page (A4), made in memory. Lengths are in points. The font has Latin,
 * Greek and Cyrillic letters; others become question marks.
 */
final class LetterPdf {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float MARGIN = 72;
  private static final float TEXT_SIZE = 11;
  private static final float LARGE_TEXT_SIZE = 16;
  private static final float LEADING = 1.45f;
  private static final float LABEL_WIDTH = 130;
  private static final float QR_SIDE = 110;
  private static final float GAP = 18;

  private final PDPageContentStream out;
  private final PDFont font;
  private float y = PDRectangle.A4.getHeight() - MARGIN;

  private LetterPdf(PDPageContentStream out, PDFont font) {
    this.out = out;
    this.font = font;
  }

  static byte[] of(Letter letter) {
    try (PDDocument document = new PDDocument();
        InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
      document.getDocumentInformation().setTitle(Messages.text("staff.letter.heading"));
      addPage(document, letter, Objects.requireNonNull(file));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addPage(PDDocument document, Letter letter, InputStream fontFile)
      throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    PDFont font = PDType0Font.load(document, fontFile);
    try (PDPageContentStream out = new PDPageContentStream(document, page)) {
      new LetterPdf(out, font).write(letter);
    }
  }

  private void write(Letter letter) throws IOException {
    opening(letter);
    y -= GAP;
    facts(letter);
    y -= GAP;
    qr(letter.address());
    y -= GAP;
    steps();
    y -= GAP;
    paragraph(Messages.text("staff.letter.keep"), TEXT_SIZE);
  }

  private void opening(Letter letter) throws IOException {
    paragraph(letter.issuer(), TEXT_SIZE);
    y -= GAP;
    paragraph(letter.name(), TEXT_SIZE);
    y -= GAP;
    paragraph(Messages.text("staff.letter.heading"), LARGE_TEXT_SIZE);
    paragraph(Messages.text("staff.letter.lead"), TEXT_SIZE);
  }

  private void facts(Letter letter) throws IOException {
    fact(Messages.text("staff.letter.address"), letter.address(), TEXT_SIZE);
    fact(Messages.text("staff.column.username"), letter.username(), TEXT_SIZE);
    fact(Messages.text("staff.letter.code"), letter.code(), LARGE_TEXT_SIZE);
    fact(Messages.text("staff.letter.valid"), letter.until(), TEXT_SIZE);
  }

  private void steps() throws IOException {
    for (int step = 1; step <= 3; step++) {
      paragraph(step + ".  " + Messages.text("staff.letter.step." + step), TEXT_SIZE);
    }
  }

  private void paragraph(String text, float size) throws IOException {
    for (String line : lines(text, size, PDRectangle.A4.getWidth() - 2 * MARGIN)) {
      line(line, size, MARGIN);
      y -= size * LEADING;
    }
  }

  private void fact(String label, String value, float size) throws IOException {
    line(label, TEXT_SIZE, MARGIN);
    float width = PDRectangle.A4.getWidth() - 2 * MARGIN - LABEL_WIDTH;
    for (String line : lines(value, size, width)) {
      line(line, size, MARGIN + LABEL_WIDTH);
      y -= size * LEADING;
    }
  }

  private void line(String text, float size, float x) throws IOException {
    out.beginText();
    out.setFont(font, size);
    out.newLineAtOffset(x, y);
    out.showText(text);
    out.endText();
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
    for (int column = 0; column < code.size; column++) {
      if (code.getModule(column, row)) {
        out.addRect(MARGIN + column * side, y - (row + 1) * side, side, side);
      }
    }
  }

  /** Breaks a text between words. */
  private List<String> lines(String text, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : printable(text).split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && font.getStringWidth(longer) * size / 1000 > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? word : " " + word);
    }
    lines.add(line.toString());
    return lines;
  }

  private String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(point -> printable.append(has(point) ? Character.toString(point) : "?"));
    return printable.toString();
  }

  private boolean has(int point) {
    try {
      font.encode(Character.toString(point));
      return true;
    } catch (IllegalArgumentException | IOException e) {
      return false;
    }
  }
}
