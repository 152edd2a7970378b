# Makes C++ of the examples in the comments that headers begin with: of each block of lines that are indented there by three blanks
# and hold a statement, a function of a class that has the things examples are about (setting.hpp).
function finish() {
  if (is_code) {
    printf "struct example_%d : setting {\n  void run() {\n    using namespace tickler;\n", ++examples
    printf "#line %d \"%s\"\n%s  }\n};\n", first, file, block
  }
  block = ""; is_code = 0
}

FNR == 1 { in_head = 1; before = "" }
/^#pragma once/ { in_head = 0 }
in_head && /^\/\/   / && (block != "" || before == "//") {
  if (block == "") { first = FNR; file = FILENAME }
  block = block substr($0, 4) "\n"
  if ($0 ~ /; *(\/\/.*)?$/) is_code = 1
  next
}
{ finish(); before = $0 }
END { exit examples == 0 }
