-- The outbox, one atomic step a command: put, take, leave, settle, recover, pace, paced.
--
--   {mujaz}:outbox           stream  every message as it was put: `message` (JSON)
--   {mujaz}:message:<id>     hash    `message`, `chat`, `kind`, `rank`, `state`, `reason`, `entry`, `at`;
--                                    `step` (requests done), `sent` and `shown` (JSON lists: Telegram's
--                                    number and the digest of each part), `tries`, `unsure` (answers
--                                    lost), `crashes` (senders lost), `plain`, `turn` and `settled` (which time it
--                                    was taken, and recorded, last), `newest` (its latest
--                                    amendment), `html` (words that replace its own)
--   {mujaz}:lane:<chat>      zset    messages that wait for one chat, by rank and order
--   {mujaz}:due:<rank>       zset    chats whose first message has that rank, by the time it may leave
--   {mujaz}:busy             hash    chat -> its message in flight
--   {mujaz}:flight           zset    messages in flight, by the time they were taken
--   {mujaz}:pace:<chat|all>  zset    sends of the last minute by the time they reached Telegram
--   {mujaz}:pause            string  Unix seconds before which nothing is sent
--   {mujaz}:outbox:order     string  counter that orders the lanes
--   {mujaz}:outbox:counts    hash    messages ended, by state; `unsure` counts lost answers
--   {mujaz}:chats:unreachable  zset  chats that refuse the bot, by since when
--
-- States: waiting -> taken -> leaving -> (waiting ->) sent, failed, refused, uncertain, dropped,
-- superseded, merged, unchanged. `taken` has certainly not left; `leaving` may have.
-- KEYS[1] is the tag; times are Unix seconds.

local tag = KEYS[1]
local command = ARGV[1]
local ORDER = 2 ^ 40
local RANKS = 3
-- A message that was leaving when its sender died is sent once more for each such death, at most this
-- often: one that kills its sender must end. (The whole promise stands in bot.delivery.send.)
local MOST_CRASHES = 5

local function key(name, id) return tag .. ':' .. name .. (id and (':' .. id) or '') end
local function message(id) return key('message', id) end

-- Puts the chat where its first message belongs. `due` given: not before it.
local function wake(chat, now, due)
  local earlier = nil
  for rank = 0, RANKS - 1 do
    earlier = earlier or redis.call('ZSCORE', key('due', rank), chat)
    redis.call('ZREM', key('due', rank), chat)
  end
  if redis.call('HEXISTS', key('busy'), chat) == 1 then return end
  local head = redis.call('ZRANGE', key('lane', chat), 0, 0, 'WITHSCORES')
  if not head[1] then return end
  local rank = math.floor(tonumber(head[2]) / ORDER)
  redis.call('ZADD', key('due', rank), due or earlier or now, chat)
end

local function finish(id, chat, state, reason, now, keep)
  redis.call('ZREM', key('lane', chat), id)
  redis.call('HSET', message(id), 'state', state, 'reason', reason, 'at', now)
  redis.call('EXPIRE', message(id), keep)
  redis.call('HINCRBY', key('outbox:counts'), state, 1)
end

local function release(id, chat)
  redis.call('ZREM', key('flight'), id)
  if redis.call('HGET', key('busy'), chat) == id then redis.call('HDEL', key('busy'), chat) end
end

-- Seconds until one more send fits `limit` in any `period`; 0 if it fits now.
local function wait_for(chat, limit, period, now)
  local times = key('pace', chat)
  local nth = redis.call('ZREVRANGE', times, limit - 1, limit - 1, 'WITHSCORES')
  if not nth[2] then return 0 end
  return math.max(0, tonumber(nth[2]) + period - now)
end

local function longest_wait(chat, windows, now)
  local wait = 0
  for _, window in ipairs(windows) do
    wait = math.max(wait, wait_for(chat, window[1], window[2], now))
  end
  return wait
end

local function count_send(chat, name, arrival, now)
  for _, lane in ipairs({'all', chat}) do
    local times = key('pace', lane)
    redis.call('ZREMRANGEBYSCORE', times, '-inf', now - 120)
    redis.call('ZADD', times, arrival, name)
    redis.call('EXPIRE', times, 180)
  end
end

-- put <id> <chat> <kind> <rank> <json> <amends> <now> <oldest stream id> -> 1, or 0 if known
if command == 'put' then
  local id, chat, kind, rank, json, amends, now, oldest = unpack(ARGV, 2, 9)
  if redis.call('EXISTS', message(id)) == 1 then return 0 end
  local entry = redis.call('XADD', key('outbox'), 'MINID', '~', oldest, '*', 'message', json)
  redis.call('HSET', message(id), 'message', json, 'chat', chat, 'kind', kind, 'rank', rank,
    'state', 'waiting', 'entry', entry, 'at', now, 'step', 0, 'sent', '[]', 'shown', '[]',
    'tries', 0, 'unsure', 0)
  if amends ~= '' and redis.call('EXISTS', message(amends)) == 1 then
    redis.call('HSET', message(amends), 'newest', id)
  end
  local order = redis.call('INCR', key('outbox:order'))
  redis.call('ZADD', key('lane', chat), tonumber(rank) * ORDER + order, id)
  wake(chat, tonumber(now))
  return 1
end

-- Takes the first message of a chat: its record as `take` answers it.
local function hand_out(id, chat, now, arrival)
  redis.call('HSET', key('busy'), chat, id)
  redis.call('ZADD', key('flight'), now, id)
  redis.call('HSET', message(id), 'state', 'taken')
  local turn = redis.call('HINCRBY', message(id), 'turn', 1)
  local names = {'message', 'html', 'step', 'sent', 'shown', 'tries', 'unsure', 'plain'}
  local fields = redis.call('HMGET', message(id), unpack(names))
  count_send(chat, id .. ':' .. turn, arrival, now)
  local target = {}
  local amends = cjson.decode(fields[1]).amends
  if type(amends) == 'string' then
    local what = {'message', 'state', 'sent', 'shown', 'newest', 'chat'}
    target = redis.call('HMGET', message(amends), unpack(what))
  end
  local record = {id, chat, tostring(turn)}
  for i = 1, #names do record[#record + 1] = fields[i] or '' end
  for i = 1, 6 do record[#record + 1] = target[i] or '' end
  return record
end

-- take <lease> <token> <now> <latest arrival> <windows: JSON> <most> ->
--   {'lost'}, {'wait', seconds ('' without end)}, or {'send', record...}
if command == 'take' then
  local lease, token, now, arrival = ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
  local windows, most = cjson.decode(ARGV[6]), tonumber(ARGV[7])
  if redis.call('HGET', lease, 'token') ~= token then return {'lost'} end
  local pause = tonumber(redis.call('GET', key('pause')) or 0) - now
  if pause > 0 then return {'wait', tostring(pause)} end
  local answer = {'send'}
  local soonest = nil
  for rank = 0, RANKS - 1 do
    local due = key('due', rank)
    while true do
      local full = longest_wait('all', windows.all, now)
      if #answer > most or full > 0 then
        if #answer > 1 then return answer end
        return {'wait', tostring(full)}
      end
      local first = redis.call('ZRANGE', due, 0, 0, 'WITHSCORES')
      if not first[1] then break end
      local chat, time = first[1], tonumber(first[2])
      if time > now then
        soonest = math.min(soonest or time, time)
        break
      end
      local private = tonumber(chat) and tonumber(chat) > 0
      local wait = longest_wait(chat, private and windows.private[rank + 1] or windows.group, now)
      local id = redis.call('ZRANGE', key('lane', chat), 0, 0)[1]
      if id and wait > 0 then
        redis.call('ZADD', due, now + wait, chat)
      else
        redis.call('ZREM', due, chat)
        if id then answer[#answer + 1] = hand_out(id, chat, now, arrival) end
      end
    end
  end
  if #answer > 1 then return answer end
  return {'wait', soonest and tostring(soonest - now) or ''}
end

-- leave <id> <turn> <lease> <token> -> 1 if the request may leave now, 0 if it is another's by now
if command == 'leave' then
  local id, turn, lease, token = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
  if redis.call('HGET', lease, 'token') ~= token then return 0 end
  if redis.call('HGET', message(id), 'turn') ~= turn then return 0 end
  redis.call('HSET', message(id), 'state', 'leaving')
  return 1
end

-- settle <id> <turn> <now> <keep seconds> <settlement: JSON> -> 1, or 0 if taken by another since
--   settlement: as in bot.store.outbox.Settlement, and `target`: the message amended, or ''
if command == 'settle' then
  local id, turn, now, keep = ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
  local settlement = cjson.decode(ARGV[6])
  local known = redis.call('HMGET', message(id), 'turn', 'chat')
  local chat = known[2]
  if known[1] ~= turn or not redis.call('ZSCORE', key('lane', chat), id) then return 0 end
  if redis.call('HGET', message(id), 'settled') == turn then return 0 end
  redis.call('HSET', message(id), 'settled', turn)
  local name = id .. ':' .. turn
  for _, lane in ipairs({'all', chat}) do
    if settlement.arrival == 0 then
      redis.call('ZREM', key('pace', lane), name)
    else
      redis.call('ZADD', key('pace', lane), 'XX', settlement.arrival, name)
    end
  end
  for field, value in pairs(settlement.fields) do redis.call('HSET', message(id), field, value) end
  if settlement.target ~= '' then
    for field, value in pairs(settlement.target_fields) do
      if redis.call('EXISTS', message(settlement.target)) == 1 then
        redis.call('HSET', message(settlement.target), field, value)
      end
    end
  end
  if settlement.lost then redis.call('HINCRBY', key('outbox:counts'), 'unsure', 1) end
  if settlement.pause > now then
    redis.call('SET', key('pause'), settlement.pause, 'EX', math.ceil(settlement.pause - now) + 1)
  end
  if settlement.gone then
    redis.call('ZADD', key('chats:unreachable'), 'NX', now, chat)
  elseif settlement.state == 'sent' then
    redis.call('ZREM', key('chats:unreachable'), chat)
  end
  release(id, chat)
  if settlement.done then
    finish(id, chat, settlement.state, settlement.reason, now, keep)
    wake(chat, now)
  else
    redis.call('HSET', message(id), 'state', 'waiting', 'reason', settlement.reason, 'at', now)
    wake(chat, now, settlement.due)
  end
  return 1
end

-- recover <now> <keep seconds> <due> <taken before> [<id>...] -> how many answers were lost
--   frees what was in flight since before a time, but for the messages named
if command == 'recover' then
  local now, keep, due, before = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
  local known = {}
  for i = 6, #ARGV do known[ARGV[i]] = true end
  local lost = 0
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', key('flight'), '-inf', before)) do
    local fields = redis.call('HMGET', message(id), 'state', 'chat')
    local state, chat = fields[1], fields[2]
    if not chat then
      redis.call('ZREM', key('flight'), id)
    elseif not known[id] then
      release(id, chat)
      redis.call('HSET', message(id), 'state', 'waiting')
      if state == 'leaving' then
        lost = lost + 1
        redis.call('HINCRBY', key('outbox:counts'), 'unsure', 1)
        if redis.call('HINCRBY', message(id), 'crashes', 1) > MOST_CRASHES then
          finish(id, chat, 'uncertain', 'its sender died again and again', now, keep)
        end
      end
      wake(chat, now, due)
    end
  end
  return lost
end

-- move <chat> <new chat> <now> -> how many messages moved; what stands in the old chat stays there,
--   and of a message whose first parts do, all are sent in the new one
if command == 'move' then
  local chat, moved, now = ARGV[2], ARGV[3], tonumber(ARGV[4])
  local waiting = redis.call('ZRANGE', key('lane', chat), 0, -1, 'WITHSCORES')
  for i = 1, #waiting, 2 do
    redis.call('HSET', message(waiting[i]), 'chat', moved, 'step', 0, 'sent', '[]', 'shown', '[]')
    redis.call('ZADD', key('lane', moved), waiting[i + 1], waiting[i])
  end
  redis.call('DEL', key('lane', chat))
  local busy = redis.call('HGET', key('busy'), chat)
  if busy then
    redis.call('HDEL', key('busy'), chat)
    redis.call('HSET', key('busy'), moved, busy)
  end
  wake(chat, now)
  wake(moved, now)
  return #waiting / 2
end

-- drop <chat> <reason> <now> <keep seconds> -> how many waiting messages were given up
if command == 'drop' then
  local chat, reason, now, keep = ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
  local busy = redis.call('HGET', key('busy'), chat)
  local dropped = 0
  for _, id in ipairs(redis.call('ZRANGE', key('lane', chat), 0, -1)) do
    if id ~= busy then
      finish(id, chat, 'dropped', reason, now, keep)
      dropped = dropped + 1
    end
  end
  wake(chat, now)
  return dropped
end

-- pace <chat> <name> <now> <latest arrival> <windows: JSON> -> seconds to wait; 0: counted, go
if command == 'pace' then
  local chat, name, now, arrival = ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
  local windows = cjson.decode(ARGV[6])
  local private = tonumber(chat) and tonumber(chat) > 0
  local wait = math.max(
    tonumber(redis.call('GET', key('pause')) or 0) - now,
    longest_wait('all', windows.all, now),
    longest_wait(chat, private and windows.private[1] or windows.group, now))
  if wait > 0 then return tostring(wait) end
  count_send(chat, name, arrival, now)
  return '0'
end

return redis.error_reply('unknown command ' .. tostring(command))
