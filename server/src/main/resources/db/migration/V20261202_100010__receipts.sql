-- What routes say of messages that they had accepted.

alter table outbox
  add column receipt    text check (receipt in ('delayed', 'delivered', 'expired', 'refused', 'undeliverable')),
  add column receipt_at timestamptz(3),
  add check ((receipt is null) = (receipt_at is null));

create index outbox_reference on outbox (route, route_reference) where route_reference is not null;
