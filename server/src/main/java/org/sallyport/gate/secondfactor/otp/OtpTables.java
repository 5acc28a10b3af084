package org.sallyport.gate.secondfactor.otp;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Codes by SMS, call and e-mail, and what stops them. */
@Component
class OtpTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("otp_code")
            .kept(RetentionPeriod.CODES, "expires_at < :before")
            .copied(
                DataSection.CODES,
                """
              select sent_at, purpose, channel, destination, tag, expires_at, used_at, voided_at, tries
                from otp_code where account_id = :account order by sent_at desc limit :most
              """)
            .endedByRestore(
                "codes by e-mail and SMS",
                "update otp_code set voided_at = :now where used_at is null and voided_at is null")
            .hashes("code_hash")
            .none(ERASURE),
        OwnedTable.of("sim_swap")
            .kept(RetentionPeriod.CODES, "until < :before")
            .copied(
                DataSection.SIM_CHANGES,
                """
              select changed_at, found_at, until from sim_swap where account_id = :account limit :most
              """)
            .hashes("number_hash")
            .none(ERASURE, RESTORE),
        OwnedTable.of("sms_risk_consent")
            .stays("one row an account at most")
            .copied(
                DataSection.SMS_RISK,
                """
              select confirmed_at from sms_risk_consent where account_id = :account limit :most
              """)
            .none(ERASURE, RESTORE, KEYS),
        OwnedTable.of("sms_brake")
            .kept(RetentionPeriod.CODES, "until < :before")
            .erased("update sms_brake set released_by = :pseudonym where released_by_id = :account")
            .none(COPY, RESTORE, KEYS));
  }
}
