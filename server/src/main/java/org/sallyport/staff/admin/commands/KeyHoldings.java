package org.sallyport.staff.admin.commands;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyRing;
import org.sallyport.platform.crypto.SealedColumn;
import org.sallyport.platform.tables.KeyedRows;
import org.sallyport.platform.tables.Tables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What in the database depends on a key of the key file. */
@Component
@RequiredArgsConstructor
class KeyHoldings {
  private static final String PUSH_KEY = "app_push_key";

  private final Tables tables;
  private final KeyRing keys;
  private final JdbcClient jdbc;
  private final Clock clock;

  /** One line for each kind that would be lost without the key, with the number of its rows. */
  List<String> lost(String id) {
    return lines(tables.keyed().stream().filter(KeyedRows::lost), id);
  }

  /** The same for all that depends on the key. */
  List<String> all(String id) {
    List<String> all = new ArrayList<>(lost(id));
    all.addAll(toBeResealed(id));
    all.addAll(lines(tables.keyed().stream().filter(rows -> !rows.lost()), id));
    return all;
  }

  /** The same for what {@code ResealJob} has not encrypted with the current key yet. */
  List<String> toBeResealed(String id) {
    return lines(tables.sealedColumns().stream().map(KeyHoldings::resealed), id);
  }

  /** Whether the key for push services can be read with this key only. */
  boolean hasPushKey(String id) {
    return tables.keyed().stream()
        .filter(rows -> rows.table().equals(PUSH_KEY))
        .anyMatch(rows -> count(rows, id) > 0);
  }

  private static KeyedRows resealed(SealedColumn column) {
    return new KeyedRows(
        column.table(),
        column.what() + ", which a server with the new key encrypts anew",
        "(" + column.condition() + ") and " + KeyedRows.sealed(column.column()),
        false);
  }

  private List<String> lines(Stream<KeyedRows> kinds, String id) {
    List<String> lines = new ArrayList<>();
    kinds.forEach(
        kind -> {
          long count = count(kind, id);
          if (count > 0) {
            lines.add("  " + count + " " + kind.what());
          }
        });
    return lines;
  }

  private long count(KeyedRows rows, String id) {
    return jdbc.sql("select count(*) from " + rows.table() + " where " + rows.condition())
        .param("id", id)
        .param("prefix", keys.prefix(id))
        .param("now", clock.instant())
        .query(Long.class)
        .single();
  }
}
