-- Outgoing messages. Inserted in the transaction that creates them; the body is encrypted, and
-- erased once it was sent.
create table outbox (
  id          uuid primary key,
  channel     text not null check (channel in ('email', 'sms')),
  -- 1: codes, 2: about security, 3: invitations, 4: others. In this order they are sent (rule 49).
  priority    smallint not null default 4 check (priority between 1 and 4),
  destination bytea not null,           -- encrypted
  subject     text,
  body        bytea,                    -- encrypted; null once delivery is over
  state       text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'unknown')),
  created_at  timestamptz(3) not null,
  next_try_at timestamptz(3) not null,
  expires_at  timestamptz(3) not null,  -- not sent from this time on
  tries       int not null default 0,
  claimed_by  bigint,                   -- the node that sends it or last tried to
  claimed_at  timestamptz(3),
  ended_at    timestamptz(3),
  failure     text,                     -- of the last try, for display; without body or code
  check ((state in ('sent', 'failed', 'unknown')) = (ended_at is not null)),
  check ((ended_at is null) = (body is not null)),
  check ((state = 'sending') <= (claimed_by is not null))
);
-- In the order in which they are sent, so that a long queue costs nothing at its head.
create index outbox_due on outbox (channel, priority, tries, next_try_at) where state in ('waiting', 'sending');
create index outbox_ended on outbox (ended_at) where ended_at is not null;
-- The messages of a day, for admins.
create index outbox_created on outbox (created_at);
