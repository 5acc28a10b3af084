-- A mail that is in doubt is repeated, but only to the server that may have taken it.

alter table outbox
  add column held_by text;  -- the route that may have accepted it; null while none can have
