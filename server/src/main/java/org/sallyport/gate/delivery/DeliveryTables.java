package org.sallyport.gate.delivery;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.outbox.Envelopes;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.DataSubject;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Messages, and what is noted of the routes that take them. */
@Component
@RequiredArgsConstructor
class DeliveryTables implements OwnedTables {
  private final SentMessages messages;

  private List<Map<String, @Nullable Object>> messages(DataSubject subject, int most) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (SentMessages.SentMessage sent : messages.to(subject.destinations(), most)) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("at", sent.at().toString());
      fields.put("channel", sent.channel());
      fields.put("subject", sent.subject());
      fields.put("state", sent.state());
      rows.add(fields);
    }
    return rows;
  }

  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("outbox")
            .publishes("withdraw_messages", "undelivered_message")
            .kept(RetentionPeriod.MESSAGES, "ended_at < :before")
            .copied(DataSection.MESSAGES, this::messages)
            .erasedBy(subject -> messages.forget(subject.destinations()))
            .endedByRestore(
                "messages that wait, which were sent since then",
                "update outbox set state = 'unknown', ended_at = :now, body = null, failure = 'the data were restored' where ended_at is null")
            .sealed(
                "texts of messages that are not sent yet",
                "id",
                "body",
                "body is not null",
                id -> Envelopes.bodyOf(id).earlier())
            .sealed(
                "addresses of messages that are not sent yet",
                "id",
                "destination",
                "body is not null",
                id -> Envelopes.destinationOf(id).earlier()),
        OwnedTable.of("route_failure")
            .kept(RetentionPeriod.MESSAGES, "since < :before")
            .none(COPY, ERASURE, RESTORE, KEYS),
        OwnedTable.of("spending_warning")
            .kept(RetentionPeriod.MESSAGES, "told_at < :before")
            .none(COPY, ERASURE, RESTORE, KEYS));
  }
}
