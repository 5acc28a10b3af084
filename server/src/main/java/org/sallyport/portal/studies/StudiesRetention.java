package org.sallyport.portal.studies;

import static org.sallyport.platform.retention.RetentionPeriod.SIGN_INS;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention periods of expired shares and of records of opened studies that are gone. */
@Configuration(proxyBeanMethods = false)
class StudiesRetention {
  @Bean
  RetainedRows oldShares(JdbcClient jdbc) {
    return RetainedRows.of(
        jdbc,
        "share",
        SIGN_INS,
        """
            expires_at < :before or (shared_at < :before
              and not exists (select from share_study s where s.share_id = share.id))\
            """);
  }

  @Bean
  RetainedRows withdrawnShares(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "share_study", SIGN_INS, "withdrawn_at < :before");
  }

  @Bean
  RetainedRows publishedObjects(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "published_object", SIGN_INS, "created_at < :before");
  }

  @Bean
  RetainedRows openedStudies(JdbcClient jdbc) {
    return RetainedRows.of(
        jdbc,
        "study_opened",
        SIGN_INS,
        """
            opened_at < :before
              and not exists (select from study_index i where i.study_uid = study_opened.study_uid)\
            """);
  }
}
