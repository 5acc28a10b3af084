package org.sallyport.portal.studies.pages;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.sallyport.platform.messages.Messages;

/** Names of modalities: their codes for professionals, everyday words for patients. */
public final class Modalities {
  /** Those whose pictures have an explanation (PS3.3 section C.7.3.1.1.1). */
  private static final List<String> EXPLAINED =
      List.of("CR", "CT", "DX", "MG", "MR", "NM", "PT", "US", "XA");

  private Modalities() {}

  /** For example "MR", or "MRI scan" for a patient; the code itself if it has no word. */
  public static String word(String modality) {
    return Messages.textOr(
        "studies.modality." + modality.toLowerCase(Locale.ROOT), Words.text(modality, "?"));
  }

  /** What the pictures of these modalities are, in one sentence each. */
  static List<String> explained(Stream<String> modalities) {
    return modalities
        .filter(EXPLAINED::contains)
        .map(it -> Messages.text("studies.pictures." + it.toLowerCase(Locale.ROOT)))
        .distinct()
        .toList();
  }
}
