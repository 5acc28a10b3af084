-- What a message costs, where the prices of routes are set.

alter table outbox add column route_cost numeric(12, 6);  -- of the route to which it was given last
