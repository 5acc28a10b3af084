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
   * @param thorax pictures of a computed thorax
   * @param report the text of a structured report
   * @param letter the text of a PDF
   */
  record Series(
      String description,
      @Nullable String frame,
      @Nullable List<String> files,
      @Nullable ThoraxSeries thorax,
      @Nullable SampleText report,
      @Nullable SampleText letter) {
    List<String> filesOrNone() {
      return files == null ? List.of() : files;
    }

    private int objects() {
      return thorax != null ? thorax.show().pictures : Math.max(1, filesOrNone().size());
    }
  }

  /**
   * Pictures of a computed thorax.
   *
   * @param show what they show
   * @param nodule radius of the nodule in millimetres; 0 for none
   */
  record ThoraxSeries(Show show, double nodule) {
    List<MadeObject> pictures() {
      ThoraxPictures pictures = new ThoraxPictures(new Thorax(nodule));
      return switch (show) {
        case SLICES -> pictures.slices();
        case FILMS -> pictures.films();
      };
    }

    enum Show {
      /** The slices of a CT. */
      SLICES(ThoraxPictures.SLICES),
      /** Radiographs from the back and from the side. */
      FILMS(2);

      final int pictures;

      Show(int pictures) {
        this.pictures = pictures;
      }
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
