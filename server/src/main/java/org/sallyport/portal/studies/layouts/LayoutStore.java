package org.sallyport.portal.studies.layouts;

import static org.sallyport.platform.database.Columns.instant;

import java.time.Clock;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of layouts: one for an account and a kind of study. */
@Repository
@RequiredArgsConstructor
class LayoutStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  List<SavedLayout> of(AccountId account) {
    return jdbc.sql(
            "select kind, panes, linked, used_at from viewer_layout where account_id = :account order by kind")
        .param("account", account.value())
        .query(
            (row, number) ->
                new SavedLayout(
                    row.getString("kind"),
                    List.of(row.getString("panes").split(",", -1)),
                    row.getBoolean("linked"),
                    instant(row, "used_at").toString()))
        .list();
  }

  int count(AccountId account) {
    return jdbc.sql("select count(*) from viewer_layout where account_id = :account")
        .param("account", account.value())
        .query(Integer.class)
        .single();
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void save(HeldAccount held, Layout.Kind kind, Layout layout) {
    jdbc.sql(
            """
            insert into viewer_layout (account_id, kind, panes, linked, used_at)
            values (:account, :kind, :panes, :linked, :now)
            on conflict (account_id, kind)
            do update set panes = excluded.panes, linked = excluded.linked, used_at = excluded.used_at
            """)
        .param("account", held.id().value())
        .param("kind", kind.text())
        .param("panes", String.join(",", layout.panes()))
        .param("linked", layout.linked())
        .param("now", clock.instant())
        .update();
  }

  /** Deletes those that were used longest ago, so that some number is left. */
  @Transactional(propagation = Propagation.MANDATORY)
  void keepNewest(HeldAccount held, int most) {
    jdbc.sql(
            """
            delete from viewer_layout where account_id = :account and kind in
              (select kind from viewer_layout where account_id = :account
                order by used_at desc, kind offset :most)
            """)
        .param("account", held.id().value())
        .param("most", most)
        .update();
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void delete(HeldAccount held, Layout.Kind kind) {
    jdbc.sql("delete from viewer_layout where account_id = :account and kind = :kind")
        .param("account", held.id().value())
        .param("kind", kind.text())
        .update();
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void deleteAll(HeldAccount held) {
    jdbc.sql("delete from viewer_layout where account_id = :account")
        .param("account", held.id().value())
        .update();
  }
}
