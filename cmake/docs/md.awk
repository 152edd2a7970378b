# awk -f text.awk -f md.awk PAGE.md: a page as Doxygen reads it. What is no page of the documentation is not linked to, but named.
NR == 1 && FILENAME ~ /README.md$/ { $0 = $0 (FILENAME ~ /examples.guide/ ? " {#guide}" : " {#mainpage}") }
/^#.*[^ #]#$/ { sub(/#$/, "\\&#35;") }  # C#, which it takes for the end of the heading
/^```/ { inside = !inside }
!inside && /!\[[^]]*$/ { # a picture's words on one line, or it takes the rest of the page for them
  while (!/\)/ && (getline more) > 0) $0 = $0 " " more
}
!inside && !/^    / {
  out = ""
  while (match($0, /!?\[[^\]]*\]\([^)]*\)/)) {
    link = substr($0, RSTART, RLENGTH)
    out = out substr($0, 1, RSTART - 1)
    $0 = substr($0, RSTART + RLENGTH)
    target = link
    sub(/^[^(]*\(/, "", target)
    sub(/\)$/, "", target)
    if (link !~ /^!/ && target !~ /^(#|https?:)/ && target !~ pages) {
      sub(/^.*\//, "", target)
      text = link
      sub(/\].*/, "", text)
      link = substr(text, 2)
    }
    out = out link
  }
  $0 = out $0
  gsub(/@[a-z]/, "\\\\&")
}
{ print }
