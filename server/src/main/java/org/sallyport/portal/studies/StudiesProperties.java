package org.sallyport.portal.studies;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The studies that accounts see.
 *
 * @param sweep how often the archive is looked through for new studies
 * @param changes how often the archive's list of changes is read, if it has one
 *     (sallyport.archive.orthanc-url); a second or less shows a new study within two seconds
 * @param mails how often mails about new studies are made, for those who want them; each person
 *     gets one an hour at most
 * @param recheck how long an answer of the archive may be used to decide who sees a study; 10
 *     seconds at most
 * @param pageSize studies on a page of the list
 * @param patientIssuer issuer of the Patient IDs for which the archive names none (0010,0021). If
 *     it is empty, such studies are not shown to patients, because Patient IDs of different issuers
 *     can be equal. Set it only if every Patient ID without an issuer was given out by that one
 * @param refusalsPerHour maximum number of refused requests for studies that the audit log records
 *     in an hour for one account, or for all sessions of one share; one more event says until when
 *     further ones are not recorded
 */
@ConfigurationProperties("sallyport.studies")
public record StudiesProperties(
    @DefaultValue("1m") Duration sweep,
    @DefaultValue("1s") Duration changes,
    @DefaultValue("1m") Duration mails,
    @DefaultValue("5s") Duration recheck,
    @DefaultValue("100") int pageSize,
    @DefaultValue("") String patientIssuer,
    @DefaultValue("100") int refusalsPerHour) {
  private static final Duration MAX_RECHECK = Duration.ofSeconds(10);
  private static final int MAX_PAGE_SIZE = 1000;
  private static final int MAX_REFUSALS = 1_000_000;

  public StudiesProperties {
    if (sweep.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("sallyport.studies.sweep must be a second or more");
    }
    if (!changes.isPositive() || !mails.isPositive()) {
      throw new IllegalArgumentException(
          "sallyport.studies.changes and sallyport.studies.mails must be more than 0s");
    }
    if (recheck.isNegative() || recheck.compareTo(MAX_RECHECK) > 0) {
      throw new IllegalArgumentException("sallyport.studies.recheck must be from 0s to 10s");
    }
    if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
      throw new IllegalArgumentException("sallyport.studies.page-size must be from 1 to 1000");
    }
    if (refusalsPerHour < 1 || refusalsPerHour > MAX_REFUSALS) {
      throw new IllegalArgumentException(
          "sallyport.studies.refusals-per-hour must be from 1 to 1000000");
    }
  }
}
