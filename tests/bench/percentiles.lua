-- One line for tests/bench: requests, seconds, milliseconds of three percentiles, failures.
done = function(summary, latency, requests)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.status + summary.errors.timeout
  print(string.format("MEASURED %d %f %f %f %f %d", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3, failed))
end
