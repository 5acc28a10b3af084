package org.sallyport.demo.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A study of the demo under invented names: real images, or made by the demo itself.
 *
 * @param key its name in the demo, from which its UID is derived
 * @param requestItem the requester, if the modality wrote it only into an item of the Request
 *     Attributes Sequence
 * @param confirmed the account that an admin confirmed to own the requester's name
 */
public record SampleStudy(
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

  /**
   * The patient of the images.
   *
   * @param issuer of the Patient ID; null if the archive names none
   */
  public record Patient(
      String name, String id, @Nullable String issuer, LocalDate born, String sex) {}

  /** A physician as recorded in an archive, with or without a number. */
  public record Named(String name, @Nullable String number, @Nullable String issuer) {}

  /**
   * A series, of sample files or made in one way.
   *
   * @param frame a name for the frame of reference that its images share; null if they have none
   * @param files paths below the folder of samples, one object each
   * @param phantom pictures of a computed body
   * @param report the text of a structured report
   * @param letter the text of a PDF
   * @param marked what is marked on images of another series
   */
  record Series(
      String description,
      @Nullable String frame,
      @Nullable List<String> files,
      @Nullable PhantomSeries phantom,
      @Nullable SampleText report,
      @Nullable SampleText letter,
      @Nullable Marked marked) {
    List<String> filesOrNone() {
      return files == null ? List.of() : files;
    }

    private int objects() {
      return phantom != null ? phantom.show().count() : Math.max(1, filesOrNone().size());
    }
  }

  /**
   * Pictures of a computed body.
   *
   * @param finding radius of a nodule or mass or diameter of a vessel in millimetres, or the angle
   *     of a fracture in degrees; 0 for none
   */
  record PhantomSeries(PhantomShow show, double finding) {
    List<MadeObject> pictures() {
      return show.pictures(finding);
    }
  }

  /**
   * A share with an account.
   *
   * @param with the account's user name
   * @param days until it ends
   */
  record Share(String with, String by, int days) {}

  /** All studies of the demo. */
  public static List<SampleStudy> all() {
    try (InputStream in = SampleStudy.class.getResourceAsStream("/demo/studies.json")) {
      return List.of(new JsonMapper().readValue(in, SampleStudy[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String uid() {
    return DemoUid.of(key);
  }

  List<Share> sharesOrNone() {
    return shares == null ? List.of() : shares;
  }

  public int objects() {
    return series.stream().mapToInt(Series::objects).sum();
  }
}
