-- A message whose code was replaced is withdrawn; one whose hand-over ends with the node is counted.
alter table outbox
  -- how often a node died while it handed the message over
  add column interruptions smallint not null default 0,
  drop constraint outbox_state_check,
  drop constraint outbox_check,
  add constraint outbox_state_check
    check (state in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'withdrawn')),
  add constraint outbox_check
    check ((state in ('sent', 'failed', 'unknown', 'withdrawn')) = (ended_at is not null));
