package org.sallyport.portal.studies.marks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What accounts draw on images and save for themselves.
 *
 * @param perStudy measurements and arrows that one account may save on the images of one study
 * @param perAccount the same on all studies; together they have 4 MB at most
 * @param perHour how often one account may save one in an hour; each change of one counts
 */
@ConfigurationProperties("sallyport.viewer.marks")
record MarkProperties(
    @DefaultValue("200") int perStudy,
    @DefaultValue("5000") int perAccount,
    @DefaultValue("2000") int perHour) {
  private static final int MAX_PER_STUDY = 1_000;
  private static final int MAX_PER_ACCOUNT = 10_000;

  MarkProperties {
    if (perStudy < 0 || perStudy > MAX_PER_STUDY) {
      throw new IllegalArgumentException("sallyport.viewer.marks.per-study must be from 0 to 1000");
    }
    if (perAccount < 0 || perAccount > MAX_PER_ACCOUNT) {
      throw new IllegalArgumentException(
          "sallyport.viewer.marks.per-account must be from 0 to 10000");
    }
    if (perHour < 1) {
      throw new IllegalArgumentException("sallyport.viewer.marks.per-hour must be 1 or more");
    }
  }
}
