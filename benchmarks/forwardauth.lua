-- Repeats one request and prints requests a second, p50, p90 and p99 in ms, errors, and how many there were:
-- wrk -s forwardauth.lua URL -- [HEADER VALUE]...
function init(args)
  for i = 1, #args, 2 do wrk.headers[args[i]] = args[i + 1] end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("%.0f %.2f %.2f %.2f %d %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1e3, latency:percentile(90) / 1e3, latency:percentile(99) / 1e3,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout, summary.requests))
end
