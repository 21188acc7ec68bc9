-- For wrk: sends the file that is named behind `--` as a body, if one is named, and says the figures in one line that
-- xtask/src/load.rs reads: requests, microseconds, the 99th percentile in microseconds, errors.
function init(args)
  if args[1] then
    local file = assert(io.open(args[1]))
    wrk.method = "POST"
    wrk.body = file:read("*a")
    wrk.headers["Content-Type"] = "application/yaml"
    file:close()
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  local all = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("figures %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(99), all))
end
