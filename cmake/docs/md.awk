# awk -f text.awk -f md.awk PAGE.md: a page as Doxygen reads it. What is no page of the documentation is not linked to, but named.
NR == 1 && FILENAME ~ /README.md$/ { $0 = $0 (FILENAME ~ /examples.guide/ ? " {#guide}" : " {#mainpage}") }
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
    text = link
    sub(/\].*/, "", text)
    sub(/^!?\[/, "", text)
    if (FILENAME ~ /examples.guide.README/ && target ~ /^[a-z]+[.]md$/) {  # a page below this one
      sub(/[.]md$/, "", target)
      link = "\\subpage md_examples_guide_" target " \"" text "\""
    } else if (link !~ /^!/ && target !~ /^(#|https?:)/ && target !~ pages) {
      link = text
    }
    out = out link
  }
  $0 = out $0
  gsub(/@[a-z]/, "\\\\&")
}
{ print }
