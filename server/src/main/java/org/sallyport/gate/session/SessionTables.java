package org.sallyport.gate.session;

import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.history.WrongPasswords;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.DataSubject;
import org.sallyport.platform.tables.KeyedRows;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Sign-ins, which are sessions too, and counts of wrong passwords. */
@Component
@RequiredArgsConstructor
class SessionTables implements OwnedTables {
  private final WrongPasswords wrongPasswords;

  private List<Map<String, @Nullable Object>> wrongPasswords(DataSubject subject, int most) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (WrongPasswords.OfDay day : wrongPasswords.since(subject.username(), Instant.EPOCH)) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("count", day.count());
      fields.put("last_at", day.lastAt().toString());
      fields.put("address", day.address());
      fields.put("browser", day.browser());
      rows.add(fields);
    }
    return rows;
  }

  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("sign_in")
            .publishes("completed_sign_in", "open_sign_in")
            .kept(RetentionPeriod.SIGN_INS, "password_at < :before and last_seen_at < :before")
            .copied(
                DataSection.SIGN_INS,
                """
              select password_at, state, passwordless, issuer, issuer_auth_at, issuer_factor, for_issuer, ticket_directory, ticket_auth_at,
                method, factor_method, factor_at, completed_at, last_seen_at,
                ended_at, end_reason, reported_at, address, browser, known_browser is not null as known_browser,
                landing, wrong_codes
                from sign_in where account_id = :account order by password_at desc limit :most
              """)
            .endedByRestore(
                "sessions and sign-ins under way",
                "update sign_in set state = 'ended', token_hash = null, ended_at = :now, end_reason = 'data restored' where state <> 'ended'")
            .hashes("token_hash", "accepted_hash", "issuer_session")
            .lostWithKey(
                "sessions and sign-ins under way",
                "state <> 'ended' and last_seen_at > cast(:now as timestamptz) - interval '4 hours' and "
                    + KeyedRows.hashed("token_hash"))
            .none(ERASURE),
        OwnedTable.of("wrong_password")
            .kept(RetentionPeriod.SIGN_INS, "day < cast(:before as date)")
            .copied(DataSection.WRONG_PASSWORDS, this::wrongPasswords)
            .erasedBy(subject -> wrongPasswords.forget(subject.username()))
            .hashes("name_hash")
            .none(RESTORE));
  }
}
