package org.sallyport.gate.session.history;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.gate.session.history.PastSignIn.Outcome;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;

/** Derives an attempt's outcome from its row in {@code sign_in}. */
@Component
@RequiredArgsConstructor
class HistoryReader {
  private final SessionProperties times;
  private final Clock clock;

  /**
   * A line of the history.
   *
   * @param locked the sign-ins that locked the account or were refused while it was locked
   * @param denied the sign-ins that were denied on a phone
   */
  PastSignIn read(ResultSet row, Set<SignInId> locked, Set<SignInId> denied) throws SQLException {
    SignInId id = new SignInId(row.getObject("id", UUID.class));
    return new PastSignIn(
        id,
        instant(row, "password_at"),
        row.getString("browser"),
        row.getString("address"),
        row.getString("method"),
        outcome(row, locked.contains(id), denied.contains(id)),
        row.getInt("wrong_codes"),
        end(row),
        row.getString("known_browser") == null,
        row.getBoolean("new_address"),
        instantOrNull(row, "reported_at") != null,
        row.getBoolean("passwordless"),
        row.getString("issuer"),
        row.getString("ticket_directory") != null,
        row.getBoolean("for_issuer"));
  }

  private Outcome outcome(ResultSet row, boolean locked, boolean denied) throws SQLException {
    if (instantOrNull(row, "completed_at") != null) {
      return Outcome.SIGNED_IN;
    }
    if (locked) {
      return Outcome.LOCKED;
    }
    if (denied) {
      return Outcome.DENIED;
    }
    if (row.getInt("wrong_codes") > 0) {
      return Outcome.WRONG_CODES;
    }
    return end(row) == null ? Outcome.UNDER_WAY : Outcome.NEVER_ANSWERED;
  }

  /** The reason of the end. A timeout that passed before the explicit end wins. */
  private @Nullable String end(ResultSet row) throws SQLException {
    Instant over = runsOut(row);
    Instant ended = instantOrNull(row, "ended_at");
    Instant until = ended == null ? clock.instant() : ended;
    return until.isBefore(over) ? row.getString("end_reason") : "timed out";
  }

  private Instant runsOut(ResultSet row) throws SQLException {
    Instant completed = instantOrNull(row, "completed_at");
    if (completed == null) {
      return instant(row, "attempt_expires_at");
    }
    Instant idle = instant(row, "last_seen_at").plus(times.idle());
    Instant most = completed.plus(times.max());
    return idle.isBefore(most) ? idle : most;
  }
}
