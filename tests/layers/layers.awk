# Reads the table of rooms in src/README.md (| `room` | what it does | rooms it may use |), then lines FILE:LINE:#include ... of
# grep -n; says each arrow that is not allowed, and each allowed one that nobody uses any more. A room may use only rooms above its
# own row, so no circle can be written down.
BEGIN { FS = "|"; row["tickler/io"] = 1 }

function wrong(place, what) { print "src/" place ": " what; broken = 1 }

FNR == NR {
  if (!/^\| `[a-z\/]+` \|/) next
  room = $2
  gsub(/[ `]/, "", room)
  if (room in row) wrong("README.md:" FNR, room " has two rows")
  count = split($4, uses, " ")
  for (i = 1; i <= count; ++i) {
    if (!(uses[i] in row)) wrong("README.md:" FNR, room " may only use rooms that stand above it, not " uses[i])
    allowed[room, uses[i]] = FNR
  }
  row[room] = 1
  next
}

{
  split($0, part, ":")
  from = part[1]; to = part[3]
  quoted = to ~ /"/
  sub(/\/[^\/]*$/, "", from)
  sub(/^[^"<]*["<]/, "", to); sub(/[">].*/, "", to)
  if (!sub(/\/[^\/]*$/, "", to)) to = quoted ? from : "std"  # a header beside it
  if (!(from in row)) {
    if (!strangers[from]++) wrong(part[1], from " is no room of the table")
    next
  }
  if (from == to || (!quoted && !(to in row))) next
  if (!((from, to) in allowed)) wrong(part[1] ":" part[2], from " may not include " to)
  used[from, to] = 1
}

END {
  for (arrow in allowed) {
    split(arrow, ends, SUBSEP)
    if (!(arrow in used)) wrong("README.md:" allowed[arrow], ends[1] " does not include " ends[2] " any more: take it out")
  }
  exit broken
}
