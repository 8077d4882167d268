-- wrk: one answer a request, each under a key of its own. LYHORD_BENCH_BODY is the body;
-- LYHORD_BENCH_SEED tells the runs' keys apart. Prints one line at the end for run.sh.
local letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
local path = "/api/v1/dialogues/trygghet-harnosand/submissions"
local body = os.getenv("LYHORD_BENCH_BODY")
local head = "POST " .. path .. " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    .. "Content-Length: " .. #body .. "\r\nIdempotency-Key: "
local number = 0
local seed = os.getenv("LYHORD_BENCH_SEED")

-- 22 base64url characters whose last one has no stray bits: a counter behind the run's seed.
local function key()
    number = number + 1
    local n, digits = number, {}
    for i = 1, 8 do
        digits[i] = letters:sub(n % 64 + 1, n % 64 + 1)
        n = math.floor(n / 64)
    end
    return seed .. table.concat(digits) .. "A"
end

request = function()
    return head .. key() .. "\r\n\r\n" .. body
end


done = function(summary, latency)
    local seconds = summary.duration / 1e6
    print(string.format("RESULT %.1f %.2f %d", summary.requests / seconds,
        latency:percentile(99) / 1000, summary.errors.status + summary.errors.timeout
        + summary.errors.connect + summary.errors.read + summary.errors.write))
end
