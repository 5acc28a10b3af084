-- Requests the paths listed in a file in turn and prints one line of results:
-- wrk -s streams.lua URL -- FILE PREFIX [HEADER VALUE]...
local requests, next = {}, 0

function init(args)
  local headers = { ["Accept"] = 'multipart/related; type="application/octet-stream"; transfer-syntax=*' }
  if args[1]:find("rendered") then headers["Accept"] = "image/jpeg" end
  for i = 3, #args, 2 do headers[args[i]] = args[i + 1] end
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", args[2] .. path, headers)
  end
end

function request()
  next = next % #requests + 1
  return requests[next]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("%.0f %.1f %.1f %d %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    summary.bytes / math.max(1, summary.requests)))
end
