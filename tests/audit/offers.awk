# Counts in the bank's raw log what an audit of it must find, another way: TZ=Europe/Amsterdam awk -F, -f offers.awk
# An offer is followed by a call within 10 days, unless it is returned or decided; at most 7 calls in 7 calendar days.

function seconds(text,   t, offset) {
  t = mktime(substr(text, 1, 4) " " substr(text, 6, 2) " " substr(text, 9, 2) " " substr(text, 12, 2) " " substr(text, 15, 2) \
             " " substr(text, 18, 2))
  offset = substr(text, 24, 3) substr(text, 28, 2)
  if (strftime("%z", t) != offset) t += offset == "+0100" ? 3600 : -3600  # the hour that comes twice
  return t
}

function days_later(t, days, time) { return mktime(strftime("%Y %m ", t) (strftime("%d", t) + days) strftime(time, t)) }

function end_wait(t,   i) {
  for (i = 0; i < waiting; ++i) t <= deadline[i] ? ++kept : ++broken
  waiting = 0
}

function next_case(   i) {
  for (i = 0; i < waiting; ++i) left[lefts++] = deadline[i]
  waiting = calls = 0
}

NR == 1 { next }
$1 != last_case { next_case(); last_case = $1 }
{ now = seconds($4); if (now > end) end = now }
$2 == "W_Nabellen offertes" && $3 == "START" { end_wait(now) }
$2 ~ /^W_Nabellen (offertes|incomplete dossiers)$/ && $3 == "START" {
  calls >= 7 && now < days_later(call[calls - 7], 7, " 00 00 00") ? ++too_many : ++few
  call[calls++] = now
}
$2 ~ /^(O_SENT_BACK|A_ACTIVATED|A_REGISTERED|A_APPROVED|A_DECLINED|A_CANCELLED)$/ && $3 == "COMPLETE" { end_wait(now) }
$2 == "O_SENT" && $3 == "COMPLETE" { deadline[waiting++] = days_later(now, 10, " %H %M %S") }

END {
  next_case()
  for (i = 0; i < lefts; ++i) left[i] <= end ? ++broken : ++open
  print "offers", kept + 0, broken + 0, open + 0
  print "calls", few + 0, too_many + 0, 0
}
