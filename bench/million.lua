-- Requests of all kinds for bench.million, and how often each status came.
local paths = {"/", "/articles/", "/articles/?page=2", "/articles/?utm_source=x",
  "/series/", "/faqs/", "/references/", "/feed/", "/feed.json", "/sitemap.xml",
  "/robots.txt", "/articles", "/none/"}
for number = 0, 19 do
  paths[#paths + 1] = "/articles/article-" .. number .. "/"
end
local codings = {"br, gzip", "gzip", "", "gzip, deflate, br, zstd"}
local last, threads = "", {}

function setup(thread)
  threads[#threads + 1] = thread
end

function init()
  counts = ""
  statuses = {}
  math.randomseed(os.time())
end

function request()
  local chance = math.random(1000)
  local path = paths[math.random(#paths)]
  if chance == 1 then path = "/search/?q=rest+" .. math.random(1000000) end
  if chance == 2 then path = "/articles/invented-" .. math.random(1000000000) .. "/" end
  local headers = {Host = "localhost"}
  headers["Accept-Encoding"] = codings[math.random(#codings)]
  if chance < 200 then headers["If-None-Match"] = "*" end
  if chance >= 200 and chance < 300 and last ~= "" then headers["If-None-Match"] = last end
  return wrk.format("GET", path, headers)
end

function response(status, headers)
  statuses[status] = (statuses[status] or 0) + 1
  if status == 200 and math.random(50) == 1 then
    last = headers["ETag"] or headers["etag"] or last
  end
  if status >= 500 or math.random(200) == 1 then note() end
end

function note()
  local lines = {}
  for status, number in pairs(statuses) do
    lines[#lines + 1] = "status " .. status .. " " .. number
  end
  counts = table.concat(lines, "\n")
end

function done()
  for _, thread in ipairs(threads) do
    print(thread:get("counts"))
  end
end
