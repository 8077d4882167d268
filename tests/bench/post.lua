-- wrk: one answer a request, each under a key of its own, random as every client's. LYHORD_BENCH_BODY
-- is the body; LYHORD_BENCH_SEED, hexadecimal, tells the runs' keys apart; LYHORD_BENCH_KEYS=counting
-- makes them count up instead. Prints one line at the end for run.sh.
local letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
local path = "/api/v1/dialogues/trygghet-harnosand/submissions"
local body = os.getenv("LYHORD_BENCH_BODY")
local head = "POST " .. path .. " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    .. "Content-Length: " .. #body .. "\r\nIdempotency-Key: "
local digit = {}
for i = 1, 64 do
    digit[i] = letters:sub(i, i)
end
math.randomseed(tonumber(os.getenv("LYHORD_BENCH_SEED"), 16))

local counting = os.getenv("LYHORD_BENCH_KEYS") == "counting"
local number = math.random(2 ^ 40)

-- 22 base64url characters whose last one has no stray bits.
local function key()
    local digits = {}
    number = number + 1
    local n = number
    for i = 1, 21 do
        digits[i] = counting and digit[n % 64 + 1] or digit[math.random(64)]
        n = math.floor(n / 64)
    end
    return table.concat(digits) .. "A"
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
