-- What other modules read of sessions, remembered browsers, messages, marks and the audit log's chain.
create view completed_sign_in as
  select id, account_id, password_at, completed_at from sign_in where completed_at is not null;

create view open_sign_in as
  select account_id, state, attempt_expires_at, completed_at, last_seen_at from sign_in
  where state in ('password', 'complete');

create view remembered_browser as
  select account_id, last_used_at, expires_at from trusted_browser where ended_at is null;

-- Messages that no route took, or that a newer one replaced.
create view undelivered_message as
  select id from outbox where state in ('failed', 'withdrawn');

create view marks_of_share as
  select share_id, count(*) as marks from share_mark group by share_id;

create view chain_link as
  select chain_no, chain_hash, at from audit_event where chain_no is not null;

-- The last number given: events may have been removed after a checkpoint.
create view chain_end as
  select greatest((select max(chain_no) from audit_event), (select max(chain_no) from audit_checkpoint), 0)
    as chain_no;
