# awk -f text.awk -f h.awk HEADER: the header for C as Doxygen reads it; its headings are groups of what follows them.

function flush_comment() {
  if (block[1] ~ /^ ---- .* ---- $/) {
    if (is_group) print "/** \\} */"
    is_group = 1
    gsub(/^ ---- | ---- $/, "", block[1])
    print "/** \\name " block[1] "\n * \\{ */"
  } else {
    print "/**" (is_first ? " \\file" : "")
    paragraphs(block, size, " *")
    print " */"
  }
  is_first = size = 0
}

NR == 1 { is_first = 1 }

# Comments of lines of their own.
/^\/\*/ { inside = 1; sub(/^\/\*/, " *") }
inside {
  ends = sub(/ *\*\/$/, "")
  sub(/^ \*/, "")
  if (ends && $0 ~ /----$/) $0 = $0 " "
  block[++size] = $0
  if (ends) { inside = 0; flush_comment() }
  next
}

# Behind code.
/[^ ] +\/\* .*\*\/$/ {
  at = match($0, / +\/\* /)
  note = substr($0, at)
  sub(/^ +\/\*/, "", note)
  sub(/ *\*\/$/, "", note)
  $0 = substr($0, 1, at - 1) " /**<" escaped(note) " */"
}
{ print }
END { if (is_group) print "/** \\} */" }
