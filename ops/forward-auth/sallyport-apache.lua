-- The question about each request, for apache.conf.
local http = require("socket.http")
local CHECK = "http://127.0.0.1:8080/auth/forward?redirect"
local PORTAL = "portal.hosp.example"
local APPLICATION = "wiki.hosp.example"
local PASSED = { "Cookie", "Accept", "User-Agent", "Referer", "Sec-Fetch-Mode", "X-Requested-With" }
local IDENTITY = { "User", "Subject", "Name", "Email", "Role", "Groups", "Acr", "Assertion" }

-- By these, proxies tell applications who asks for what.
local OF_PROXIES = { "auth", "forwarded", "remote", "webauth", "original", "rewrite", "real" }

local function isOfProxy(header)
    local name = header:lower():gsub("_", "-"):gsub("^x%-", "")
    for _, first in ipairs(OF_PROXIES) do
        if name == first or name:find(first .. "-", 1, true) == 1 then
            return true
        end
    end
    return false
end

-- None that a browser sent is passed on, in no spelling: applications take X_Auth_User for X-Auth-User.
local function strip(r)
    for header in pairs(r:headers_in_table()) do
        if isOfProxy(header) then
            r.headers_in[header] = nil
        end
    end
end

-- The pages of Sallyport at this host. Apache compares paths in several ways; these mean the same in all of them.
local function isOfSallyport(target)
    local path = target:gsub("%?.*", "")
    return path:find("^/%.sallyport/[%w/.-]+$") and not path:find("..", 1, true) and not path:find("//", 1, true)
end

function check(r)
    if r.hostname ~= APPLICATION then
        return 421
    end
    strip(r)
    if isOfSallyport(r.unparsed_uri) then
        return apache2.OK
    end
    local headers = {
        ["Host"] = PORTAL,
        ["Connection"] = "close",
        ["X-Forwarded-For"] = r.useragent_ip,
        ["X-Forwarded-Proto"] = "https",
        ["X-Forwarded-Host"] = APPLICATION,
        ["X-Forwarded-Uri"] = r.unparsed_uri,
        ["X-Forwarded-Method"] = r.method,
    }
    for _, name in ipairs(PASSED) do
        headers[name] = r.headers_in[name]
    end
    http.TIMEOUT = 5
    local _, status, answer = http.request({ url = CHECK, headers = headers, redirect = false, sink = function() return 1 end })
    if status == 200 then
        for _, name in ipairs(IDENTITY) do
            r.headers_in["X-Auth-" .. name] = answer["x-auth-" .. name:lower()] or ""
        end
        return apache2.OK
    end
    r.err_headers_out["Cache-Control"] = "no-store"
    if status == 302 then
        r.err_headers_out["Location"] = answer["location"]
        return 302
    end
    if status == 401 or status == 403 then
        return status
    end
    return 503
end
