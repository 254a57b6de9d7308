-- Takes a post into its event, in one step: event, index, changes and acknowledgement, or nothing.
-- Goes through only if what the decision rested on still stands: the post's event, the versions of
-- the candidates, and the candidates that a lookup finds. `bot.store.events` explains the keys.
--
-- KEYS  1 post hash   2 event hash   3 timeline of events   4 changes stream   5 posts stream
--       6 failures hash   7… the terms probed, then the terms to list under, then the subjects
-- ARGV  1 event the post belonged to ('' none)   2 versions compared, "id=version;…"
--       3 lookup compared (sha1, '' for no lookup)   4 number of probes   5 number of terms
--       6 window start   7 lookup limit   8 event id ('' for none)   9 event JSON   10 version
--      11 last told   12 facts JSON   13 group   14 entry id   15 prefix of event keys
--      16 seconds an event is kept   17 seconds a term is kept   18 most entries of a term
--      19 most entries of a subject   20 most entries of the timeline   21… changes, JSON each
-- Returns 1, or 0 where something changed in between.

local function lookup(first, count)
  local found = {}
  for i = first, first + count - 1 do
    local ids = redis.call('ZRANGE', KEYS[i], '+inf', ARGV[6], 'BYSCORE', 'REV', 'LIMIT', 0, ARGV[7])
    found[#found + 1] = table.concat(ids, ',')
  end
  return redis.sha1hex(table.concat(found, ';'))
end

local probes, terms = tonumber(ARGV[4]), tonumber(ARGV[5])
if (redis.call('HGET', KEYS[1], 'event') or '') ~= ARGV[1] then return 0 end
for id, version in string.gmatch(ARGV[2], '([^=;]+)=([^=;]+)') do
  if redis.call('HGET', ARGV[15] .. id, 'version') ~= version then return 0 end
end
if ARGV[3] ~= '' and lookup(7, probes) ~= ARGV[3] then return 0 end

redis.call('HSET', KEYS[1], 'event', ARGV[8] == '' and '-' or ARGV[8], 'facts', ARGV[12])
if ARGV[8] ~= '' then
  redis.call('HSET', KEYS[2], 'event', ARGV[9], 'version', ARGV[10])
  redis.call('EXPIRE', KEYS[2], ARGV[16])
  redis.call('ZADD', KEYS[3], 'GT', ARGV[11], ARGV[8])
  redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -tonumber(ARGV[20]) - 1)
  for i = 7 + probes, #KEYS do
    local term = i < 7 + probes + terms
    redis.call('ZADD', KEYS[i], 'GT', ARGV[11], ARGV[8])
    redis.call('ZREMRANGEBYRANK', KEYS[i], 0, -tonumber(term and ARGV[18] or ARGV[19]) - 1)
    redis.call('EXPIRE', KEYS[i], term and ARGV[17] or ARGV[16])
  end
end
for i = 21, #ARGV do redis.call('XADD', KEYS[4], '*', 'change', ARGV[i]) end
if ARGV[14] ~= '' then
  redis.call('XACK', KEYS[5], ARGV[13], ARGV[14])
  redis.call('HDEL', KEYS[6], ARGV[14])
end
return 1
