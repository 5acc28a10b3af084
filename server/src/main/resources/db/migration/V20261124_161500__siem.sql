-- How far audit events were sent to the SIEM. One row at most; one node at a time sends.
create table audit_export (
  id            int primary key check (id = 1),
  chain_no      bigint not null,   -- of the last event that the receiver confirmed
  confirmed_no  bigint not null,   -- the same before the last batch: from there on, events are repeated after a failure
  sender        uuid,              -- the node that sends
  sends_until   timestamptz(3),
  failing_since timestamptz(3),    -- null while events are sent
  told_at       timestamptz(3)     -- when the admins were told of the failure
);
