# The Ruby binding: the program of its README, the conformance file, and what is Ruby's own.
here=$(dirname "$0")
. "$here/../binding.sh"
readme=$source/src/bindings/ruby/README.md
needs ruby -rffi -rjson -e 0

here=$(cd "$here" && pwd)
export RUBYLIB="$source/src/bindings/ruby/lib"
newcomer ruby newcomer.rb
prints ruby newcomer.rb
ruby -w "$here/policy_test.rb"
ruby -w "$here/conformance.rb" "$TICKLER_CONFORMANCE"
