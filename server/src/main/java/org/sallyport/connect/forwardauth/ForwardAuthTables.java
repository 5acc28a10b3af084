package org.sallyport.connect.forwardauth;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Requests for a sign-in, most of which strangers cause, and sessions at applications. */
@Component
class ForwardAuthTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("forward_request")
            .keptUntilTheirEnd(RetentionPeriod.CODES)
            .endedByRestore("sign-ins to applications under way", "delete from forward_request")
            .hashes("state_hash", "target", "ticket_hash")
            .none(COPY, ERASURE),
        OwnedTable.of("forward_session")
            .kept(RetentionPeriod.SIGN_INS, "created_at < :before")
            .copied(
                DataSection.APPLICATION_SESSIONS,
                """
              select created_at, application, address, ended_at from forward_session where account_id = :account
               order by created_at desc limit :most
              """)
            .endedByRestore(
                "sessions at applications",
                "update forward_session set ended_at = :now where ended_at is null")
            .hashes("token_hash")
            .none(ERASURE));
  }
}
