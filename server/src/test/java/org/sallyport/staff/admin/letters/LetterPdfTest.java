package org.sallyport.staff.admin.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.platform.messages.Language;

/** The letter in each language: nothing is lost, and Arabic is joined and in its order. */
class LetterPdfTest {
  private static Letter letter(Language language) {
    return language.compose(
        () ->
            new Letter(
                "Lindenmoor Hospitals",
                "Dr Łucja D’Hondt-Núñez",
                "j.fenwick",
                "https://portal.lindenmoor.example/",
                "7QX3-9KMD-22PA-CZ0T",
                "12.05.2026, 10:00 CET",
                Letter.Words.now()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"LENGTHENED", "MIRRORED"},
      mode = EnumSource.Mode.EXCLUDE)
  void isOnePageWithAllItsLetters(Language language) throws IOException {
    Letter letter = letter(language);
    byte[] pdf = LetterPdf.of(letter);
    keep(language, pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo(language.tag());
      String text = new PDFTextStripper().getText(document);
      assertThat(text)
          .contains("portal.lindenmoor.example", "j.fenwick", "7QX3-9KMD-22PA-CZ0T")
          .contains("Dr Łucja D’Hondt-Núñez");
      assertThat(questionMarks(text)).isEqualTo(questionMarks(letter.words().toString()));
    }
  }

  private static long questionMarks(String text) {
    return text.chars().filter(it -> it == '?').count();
  }

  /** Written to the folder of {@code -Dpictures}, to be looked at. */
  private static void keep(Language language, byte[] pdf) throws IOException {
    String folder = System.getProperty("pictures");
    if (folder != null) {
      Files.write(Path.of(folder, "letter-" + language.tag() + ".pdf"), pdf);
    }
  }

  @Test
  void arabicIsJoinedAndDrawnFromTheLeft() {
    String drawn = TextLine.drawn("رمز التفعيل", Language.ARABIC);
    assertThat(drawn).doesNotContain("ر").doesNotContain("ل");
    assertThat(Normalizer.normalize(drawn, Normalizer.Form.NFKC)).isEqualTo("ليعفتلا زمر");
  }

  @Test
  void whatIsLatinStaysInItsOrderAmongArabicWords() {
    String drawn =
        TextLine.drawn("العنوان \u2066https://portal.example/\u2069 هنا", Language.ARABIC);
    assertThat(drawn).contains("https://portal.example/").doesNotContain("\u2066");
    assertThat(TextLine.drawn("Code (7QX3)", Language.ENGLISH)).isEqualTo("Code (7QX3)");
  }

  @Test
  void bracketsAreMirrored() {
    String drawn = TextLine.drawn("(رمز)", Language.ARABIC);
    assertThat(drawn).startsWith("(").endsWith(")");
  }
}
