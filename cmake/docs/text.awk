# What the filters for headers share: comments are written for readers of the source; Doxygen wants them as Markdown.

# escaped(text): what Doxygen would take as a command or a tag is neither, outside of `code`
function escaped(text, parts, count, i, out) {
  count = split(text, parts, "`")
  if (count % 2 == 0) return plain(text)
  for (i = 1; i <= count; ++i) out = out (i == 1 ? "" : "`") (i % 2 ? plain(parts[i]) : parts[i])
  return out
}
function plain(text) {
  gsub(/\\/, "\\\\", text)
  gsub(/</, "\\&lt;", text)
  gsub(/>/, "\\&gt;", text)
  gsub(/@/, "\\\\@", text)
  return text
}

# paragraphs(lines, count, begin): prints them, each after `begin`; indented by three and more is code, but for what goes on in a list
function paragraphs(lines, count, begin, i, is_code, is_list, text, blank) {
  for (i = 1; i <= count; ++i) {
    text = lines[i]
    if (text ~ /^ *$/) { blank = 1; continue }
    if (text ~ /^ ([0-9]+\.|-) /) is_list = 1
    else if (blank && text !~ /^   /) is_list = 0
    if (!is_list && (text ~ /^   /) != is_code) {
      is_code = !is_code
      if (!is_code) print begin " ~~~"
      print begin
      if (is_code) print begin " ~~~" (looks_like_code(lines, i, count) ? "{.cpp}" : "{.txt}")
    } else if (blank) print begin
    blank = 0
    print begin (is_code ? substr(text, 3) : escaped(text))
  }
  if (is_code) print begin " ~~~"
}
function looks_like_code(lines, i, count) {
  for (; i <= count && (lines[i] ~ /^   / || lines[i] ~ /^ *$/); ++i) if (lines[i] ~ /[;{](  |$)/) return 1
  return 0
}
