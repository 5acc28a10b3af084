package org.sallyport.gate.session;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.session.SignIn.IssuerProof;
import org.sallyport.gate.session.SignIn.TicketProof;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.TrustedBrowserId;
import org.springframework.jdbc.core.RowMapper;

/** Maps rows of {@code sign_in}. */
public final class SignInRows {
  static final RowMapper<SignIn> SIGN_IN = (row, number) -> signIn(row);

  /** Of the columns {@link SignIns#VISIT_COLUMNS}. */
  public static final RowMapper<ActiveSession> VISIT = (row, number) -> visit(row);

  private SignInRows() {}

  private static ActiveSession visit(ResultSet row) throws SQLException {
    SignIn signIn = signIn(row);
    Role role = Role.of(row.getString("role"));
    Visitor visitor =
        new Visitor(
            signIn.id(),
            signIn.account(),
            row.getString("username"),
            row.getString("name"),
            role.rights(),
            role == Role.PATIENT,
            row.getString("language"),
            signIn.factorAt(),
            new DatabaseSnapshot(row.getString("snapshot")));
    return new ActiveSession(visitor, signIn, row.getBoolean("password_change_required"));
  }

  private static SignIn signIn(ResultSet row) throws SQLException {
    UUID trusted = row.getObject("trusted_browser_id", UUID.class);
    return new SignIn(
        new SignInId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        SignIn.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getBoolean("passwordless"),
        instant(row, "password_at"),
        row.getString("method"),
        instantOrNull(row, "factor_at"),
        row.getString("factor_method"),
        instantOrNull(row, "completed_at"),
        instant(row, "last_seen_at"),
        row.getString("address"),
        row.getString("browser"),
        row.getString("known_browser"),
        trusted == null ? null : new TrustedBrowserId(trusted),
        row.getString("landing"),
        instant(row, "attempt_expires_at"),
        row.getString("method_to_link"),
        proof(row),
        ticket(row));
  }

  /** What a ticket proved, from its two columns; null if none did. */
  public static @Nullable TicketProof ticket(ResultSet row) throws SQLException {
    String directory = row.getString("ticket_directory");
    return directory == null ? null : new TicketProof(directory, instant(row, "ticket_auth_at"));
  }

  /** What an issuer proved, from its four columns; null if none did. */
  public static @Nullable IssuerProof proof(ResultSet row) throws SQLException {
    String issuer = row.getString("issuer");
    return issuer == null
        ? null
        : new IssuerProof(
            issuer,
            instantOrNull(row, "issuer_auth_at"),
            row.getBoolean("issuer_factor"),
            row.getBoolean("for_issuer"));
  }
}
