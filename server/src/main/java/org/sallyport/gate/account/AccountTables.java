package org.sallyport.gate.account;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.KeyedRows;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Accounts, with their numbers and the words by which they are found. */
@Component
class AccountTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("account")
            .stays("a person, for as long as the hospital knows them")
            .copied(
                DataSection.ACCOUNT,
                """
              select username, name, role, role_since, language, email, email_verified_at, phone, phone_verified_at,
                method, linked_methods, disabled_methods, password_hash is not null as has_password, directory,
                password_changed_at, password_change_required, email_fallback_used_at, email_codes_blocked_until,
                sms_codes_blocked_until, letters_blocked_until, wrong_codes, wrong_in_a_row, next_code_at, locked_at,
                lock_reference, disabled_at, disabled_by, created_at
                from account where id = :account limit :most
              """)
            .lostWithKey(
                "passwords, which have to be set anew",
                "password_hash like '$sallyport$v=2$k=' || :id || '$%'")
            .none(ERASURE, RESTORE),
        OwnedTable.of("account_word")
            .publishes(
                "account_fold", "account_number_words", "account_phone_word", "account_words")
            .stays("one row an account")
            .none(COPY, ERASURE, RESTORE, KEYS),
        OwnedTable.of("physician_number")
            .stays("of an account; replaced by an import")
            .copied(
                DataSection.NUMBERS,
                """
              select 'physician' as kind, issuer, number from physician_number where account_id = :account limit :most
              """)
            .none(ERASURE, RESTORE, KEYS),
        OwnedTable.of("patient_number")
            .stays("of an account; replaced by an import")
            .copied(
                DataSection.NUMBERS,
                """
              select 'patient' as kind, issuer, number from patient_number where account_id = :account limit :most
              """)
            .none(ERASURE, RESTORE, KEYS),
        OwnedTable.of("erased_username")
            .kept(RetentionPeriod.AUDIT, "erased_at < :before")
            .hashes("name_hash")
            .lostWithKey(
                "usernames of erased accounts, which can then be given again",
                KeyedRows.hashed("name_hash"))
            .none(COPY, ERASURE, RESTORE));
  }
}
