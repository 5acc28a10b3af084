-- The question about each request, for haproxy.cfg.
local CHECK = "http://127.0.0.1:8080/auth/forward?redirect"
local PORTAL = "portal.hosp.example"
-- What of the browser's request the decision needs.
local PASSED = { "cookie", "accept", "user-agent", "referer", "sec-fetch-mode", "x-requested-with" }
-- Headers that this configuration has set before.
local SET = { "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host" }
local IDENTITY = {
    "x-auth-user", "x-auth-subject", "x-auth-name", "x-auth-email", "x-auth-role", "x-auth-groups", "x-auth-acr",
    "x-auth-assertion",
}

local function values(headers, name)
    local found = {}
    for _, value in pairs(headers[name] or {}) do
        found[#found + 1] = value
    end
    return found
end

-- A header of the answer; empty if it is not there.
local function first(headers, name)
    local value = headers[name]
    return value and value[0] or ""
end

core.register_action("sallyport_check", { "http-req" }, function(txn)
    local given = txn.http:req_get_headers()
    local asked = {
        host = { PORTAL },
        ["x-forwarded-uri"] = { txn.f:pathq() },
        ["x-forwarded-method"] = { txn.f:method() },
    }
    for _, name in ipairs(PASSED) do
        asked[name] = values(given, name)
    end
    for _, name in ipairs(SET) do
        asked[name] = values(given, name)
    end
    local answer = core.httpclient():get({ url = CHECK, headers = asked, timeout = 5000 })
    if answer and answer.status == 200 then
        for _, name in ipairs(IDENTITY) do
            txn.http:req_set_header(name, first(answer.headers, name))
        end
        return
    end
    local status = answer and answer.status or 503
    if status ~= 302 and status ~= 401 and status ~= 403 then
        status = 503
    end
    local reply = txn:reply({ status = status })
    reply:add_header("cache-control", "no-store")
    if status == 302 then
        reply:add_header("location", first(answer.headers, "location"))
    elseif status == 403 then
        reply:add_header("content-type", first(answer.headers, "content-type"))
        reply:set_body(answer.body or "")
    end
    txn:done(reply)
end, 0)
