package org.sallyport.portal.studies.marks;

import static org.sallyport.platform.retention.RetentionPeriod.CODES;
import static org.sallyport.platform.retention.RetentionPeriod.SIGN_INS;

import java.util.function.UnaryOperator;
import org.sallyport.platform.crypto.SealedColumn;
import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long marks are kept without access to their study, and that they are encrypted anew. */
@Configuration(proxyBeanMethods = false)
class MarkRetention {
  @Bean
  RetainedRows marksOfLostStudies(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "image_mark", SIGN_INS, "lost_at < :before");
  }

  /** Nobody can read them from the end of their share on; those that ended otherwise are gone. */
  @Bean
  RetainedRows marksOfExpiredShares(JdbcClient jdbc) {
    return RetainedRows.of(
        jdbc,
        "share_mark",
        CODES,
        "exists (select from share h where h.id = share_mark.share_id and h.expires_at < :before)");
  }

  @Bean
  SealedColumn sealedSentMarks() {
    return new SealedColumn(
        "measurements sent along with shares",
        "share_mark",
        "id",
        "mark",
        "true",
        UnaryOperator.identity());
  }

  @Bean
  SealedColumn sealedMarks() {
    return new SealedColumn(
        "measurements on images", "image_mark", "id", "mark", "true", UnaryOperator.identity());
  }
}
