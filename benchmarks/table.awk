# Figures (lines `figure NAME VALUE`) held against targets.txt, as a table in Markdown.
#   awk -f table.awk FIGURES TARGETS
function trim(s) { gsub(/^ +| +$/, "", s); return s }

# "<= 1.05"
function met(value, bound,   part) {
  split(bound, part, " ")
  return part[1] == "<=" ? value <= part[2] + 0 : value >= part[2] + 0
}

function shown(value, unit) { return sprintf(value < 100 ? "%.2f" : "%.0f", value) (unit == "" ? "" : " " unit) }

function verdict(value, must, aim) {
  if (must != "" && !met(value, must)) return "missed"
  if (aim == "") return must == "" ? "" : "met"
  if (must == "") return met(value, aim) ? "the aim met" : "the aim missed"
  return met(value, aim) ? "met, and the aim" : "met; the aim missed"
}

BEGIN {
  print "| what | must | aim | measured | |"
  print "|---|---|---|---|---|"
}
FILENAME == ARGV[1] { if ($1 == "figure" && $3 != "nan") figures[$2] = $3; next }
/^#/ { next }
{
  n = split($0, field, ";")
  for (i = 1; i <= n; ++i) field[i] = trim(field[i])
  name = field[1]
  row = "| " field[2] " | " field[3] " | " field[4] " | "
  print row (name in figures ? shown(figures[name], field[5]) " | " verdict(figures[name], field[3], field[4]) : "not measured |") " |"
}
