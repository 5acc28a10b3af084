package org.sallyport.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A study of the demo: real images under invented names.
 *
 * @param key names it in the demo; its UID is made from it
 * @param requestItem who asked for it, where the modality wrote that into an item of the Request
 *     Attributes Sequence alone
 * @param confirmed the account to which an admin confirmed the requester's name to belong
 */
record SampleStudy(
    String key,
    String description,
    int hoursAgo,
    Patient patient,
    String institution,
    String accession,
    @Nullable Named requester,
    @Nullable Named referrer,
    @Nullable Named requestItem,
    @Nullable String confirmed,
    List<Series> series,
    @Nullable List<Share> shares) {

  /** Whose images they are. */
  record Patient(String name, String id, LocalDate born, String sex) {}

  /** A physician as an archive writes one down, with a number or without. */
  record Named(String name, @Nullable String number, @Nullable String issuer) {}

  /**
   * A series.
   *
   * @param files below the folder of samples, each one object
   */
  record Series(String description, List<String> files) {}

  /**
   * Somebody lets an account see it.
   *
   * @param with the account's user name
   * @param days until it ends
   */
  record Share(String with, String by, int days) {}

  /** All that the demo has. */
  static List<SampleStudy> all() {
    try (InputStream in = SampleStudy.class.getResourceAsStream("/demo/studies.json")) {
      return List.of(new JsonMapper().readValue(in, SampleStudy[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String uid() {
    return DemoUid.of(key);
  }

  List<Share> sharesOrNone() {
    return shares == null ? List.of() : shares;
  }

  int objects() {
    return series.stream().mapToInt(one -> one.files().size()).sum();
  }
}
