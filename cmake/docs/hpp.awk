# awk -f text.awk -f hpp.awk HEADER: a C++ header as Doxygen reads it. A comment that stands above a declaration, or behind it, is
# about that; the first one is about the file; what stands by itself is for readers of the source.

function flush_block(next_line) {
  if (!size) return
  is_doc = is_first || next_line !~ /^ *($|[}#])/
  if (is_first) print "/// \\file"
  if (is_doc) paragraphs(block, size, "///")
  else for (i = 1; i <= size; ++i) print "//" block[i]
  documented = is_doc && !is_first
  size = is_first = 0
}

# The line of code that waits for what may go on behind it.
function flush_code() {
  if (!waits) return
  if (notes) {
    if (goes_on) code = code "  ///<" escaped(joined)  # a declaration of several lines
    else {
      if (documented) print "///"
      print "///" escaped(joined)
    }
  }
  print code
  documented = 0
  goes_on = code ~ /[^;{}:,> ] *$/ || code ~ /\([^)]*, *$/ || (goes_on && code !~ /[;{}]( *\/\/\/.*)? *$/)
  if (notes && code ~ /;/) goes_on = 0
  waits = notes = 0
}

NR == 1 { is_first = 1 }
{ sub(/^namespace tickler::inline TICKLER_ABI/, "namespace tickler") }

/^ *friend .*(= default|internal_access);$/ { next }  # that values compare, and how the inside is reached

/^ *\/\/( |$)/ {
  at = index($0, "//")
  if (waits && notes && at == note_at && at > 5) { joined = joined substr($0, at + 2); next }
  flush_code()
  block[++size] = substr($0, at + 2)
  next
}

{
  flush_code()
  flush_block($0)
  waits = 1
  code = $0
  if ($0 !~ /^ *[#}] / && $0 !~ /^}/ && $0 !~ /^#/ && (note_at = match($0, /  \/\/ /))) {
    note_at += 2
    notes = 1
    joined = substr($0, note_at + 2)
    code = substr($0, 1, note_at - 1)
    sub(/ +$/, "", code)
  }
}

END {
  flush_code()
  flush_block("")
}
