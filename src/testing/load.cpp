#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>
#include <tuple>

#include "base/messages.hpp"
#include "base/sort_by_place.hpp"
#include "policy/parse/keys.hpp"
#include "policy/parse/text_file.hpp"
#include "testing/reading.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::size_t most_tests = 1'000;
constexpr std::string_view tests_key = "tests", policy_key = "policy", ending = ".tests.yaml";

class tests_reader {
 public:
  tests_reader(findings& found, const policy& p) : found_(found), reader_(found), policy_(p), known_(p) {}

  loaded_policy_tests read(const node& root) && {
    const auto* list = list_in(root);
    if (list && list->what == node::kind::list) {
      for (const auto& item : list->items) read_one(item);
    } else if (list) {
      reader_.expected(kinds::all_tests.wanted, *list);
    }
    out_.diagnostics = std::move(found_.list);
    return std::move(out_);
  }

 private:
  // None: there are no tests, or it is told why.
  const node* list_in(const node& root) {
    const auto* list = value_of(root, tests_key);
    if (root.find_key(policy_key)) return list;
    if (root.what != node::kind::mapping) {
      reader_.expected("a mapping with the key 'tests'", root);
      return nullptr;
    }
    bool is_meant = false;  // by another key: then it is not missing besides
    for (const auto& key : root.keys) {
      if (key.text == tests_key) continue;
      const auto meant = nearest(key.text, {tests_key});
      is_meant = is_meant || !meant.empty();
      reader_.error(number::unknown_key, reader_.at(key), "unknown key " + quoted(key.text) + hint(meant));
    }
    if (!list && !is_meant) reader_.error(number::missing_key, reader_.at(root), missing_message("a file of tests", tests_key));
    return list;
  }

  void read_one(const node& n) {
    if (out_.tests.size() == most_tests) {
      if (!is_full_) reader_.error(number::too_many, reader_.at(n), "more than " + std::to_string(most_tests) + " tests");
      is_full_ = true;
      return;
    }
    const auto errors = reader_.errors();
    auto test = read_test(reader_, n, policy_, known_);
    check_name(test, n);
    test.file = found_.file;
    take_diagnostics(n, errors, test.diagnostics);
    out_.tests.push_back(std::move(test));
  }

  void check_name(const policy_test& test, const node& n) {
    if (test.name.empty()) return;
    const auto place = reader_.at(*value_of(n, "name"));
    const auto [known, is_new] = names_.emplace(test.name, place);
    if (!is_new)
      reader_.error(
          number::duplicate_name, place,
          "a test of this name is already at " + std::to_string(known->second.line) + ':' + std::to_string(known->second.column));
  }

  // Those of this test: what reading it found, and what was wrong with its YAML before.
  void take_diagnostics(const node& n, std::size_t found_before, std::vector<diagnostic>& into) {
    const auto begin = reader_.at(n), end = found_.in.at(std::max(n.begin + 1, n.end));
    auto& list = found_.list;
    const auto reading = list.begin() + static_cast<std::ptrdiff_t>(found_before);
    const auto others =
        std::stable_partition(list.begin(), reading, [&](const diagnostic& d) { return d.at < begin || end <= d.at; });
    into.assign(std::make_move_iterator(others), std::make_move_iterator(list.end()));
    list.erase(others, list.end());
    sort_by_place(into);
  }

  findings& found_;
  reader reader_;
  const policy& policy_;
  known_names known_;
  loaded_policy_tests out_{};
  std::map<std::string, source_position, std::less<>> names_{};
  bool is_full_ = false;
};

loaded_policy_tests refused(int number, std::string_view file, source_position at, std::string message) {
  return {{}, {{number, severity::error, std::string(file), at, "", std::move(message)}}};
}

void append(loaded_policy_tests& all, loaded_policy_tests more) {
  std::move(more.tests.begin(), more.tests.end(), std::back_inserter(all.tests));
  std::move(more.diagnostics.begin(), more.diagnostics.end(), std::back_inserter(all.diagnostics));
}

}  // namespace

std::vector<diagnostic> loaded_policy_tests::all_diagnostics() const {
  auto all = diagnostics;
  for (const auto& t : tests) all.insert(all.end(), t.diagnostics.begin(), t.diagnostics.end());
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return std::tie(a.file, a.at) < std::tie(b.file, b.at); });
  return all;
}

loaded_policy_tests load_policy_tests(std::string_view yaml, std::string_view file, const policy& p, const text_limits& reading) {
  if (!p) throw misuse(misuse_number::empty_policy, "tests of an empty policy");
  if (yaml.size() > reading.bytes) return refused(number::text_too_long, file, {1, 1}, too_long_message(reading.bytes));
  const source in(yaml);
  if (const auto bad = find_bad_byte(in.text())) return refused(bad->number, file, in.at(bad->offset), bad->message);
  findings found{in, std::string(file)};
  const auto root = read_tree(reading, found);
  if (root) return tests_reader(found, p).read(*root);
  sort_by_place(found.list);
  return {{}, std::move(found.list)};
}

loaded_policy_tests load_policy_tests_of(const std::string& path, const policy& p, const text_limits& reading) {
  loaded_policy_tests all;
  const auto beside = tests_file_of(path);
  for (const auto& file : {path, beside}) {
    if (file == beside && !std::ifstream(file).is_open()) continue;
    if (const auto yaml = read_text_file(file, reading))
      append(all, load_policy_tests(*yaml, file, p, reading));
    else
      append(all, refused(number::unreadable_file, file, {}, "the file cannot be read"));
  }
  return all;
}

std::string tests_file_of(std::string_view path) {
  for (const std::string_view known : {".yaml", ".yml", ".json"})
    if (path.ends_with(known)) path.remove_suffix(known.size());
  return std::string(path) + std::string(ending);
}

}  // namespace tickler::inline TICKLER_ABI
