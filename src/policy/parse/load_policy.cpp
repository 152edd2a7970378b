#include <tickler/io/load_policy.hpp>
#include <tickler/problem_numbers.hpp>
#include <utility>

#include "base/sort_by_place.hpp"
#include "policy/parse/parts.hpp"
#include "policy/parse/suppressions.hpp"
#include "policy/parse/text_file.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

loaded_policy refused(int number, std::string_view file, source_position at, std::string message) {
  return {policy{}, {{number, severity::error, std::string(file), at, "", std::move(message)}}};
}

// It may be so of every cadence: the first says it, with the places of the others that are not allowed.
loaded_policy with_stuck_steps_told_once(loaded_policy loaded) {
  std::vector<diagnostic> kept;
  std::string others;
  std::size_t first = loaded.diagnostics().size();
  for (const auto& d : loaded.diagnostics()) {
    if (d.number != number::stuck_step || first == loaded.diagnostics().size()) {
      if (d.number == number::stuck_step) first = kept.size();
      kept.push_back(d);
    } else {
      others += (others.empty() ? " (so too at " : ", ") + std::to_string(d.at.line) + ':' + std::to_string(d.at.column);
    }
  }
  if (others.empty()) return loaded;
  kept[first].message += others + ')';
  return {loaded.value(), std::move(kept)};
}

// What could not be read may have used them.
loaded_policy without_unused_names(const loaded_policy& loaded) {
  std::vector<diagnostic> kept;
  for (const auto& d : loaded.diagnostics())
    if (d.number != number::unused_name) kept.push_back(d);
  return {policy{}, std::move(kept)};
}

// Nobody reads more of them, and a megabyte can hold a hundred thousand. Errors before warnings: they are to be mended first.
loaded_policy with_the_first_told(loaded_policy loaded) {
  constexpr std::size_t most = 1'000;
  const auto& all = loaded.diagnostics();
  if (all.size() <= most) return loaded;
  std::vector<diagnostic> kept;
  for (const auto& d : all)
    if (kept.size() < most && (loaded || d.severity == severity::error)) kept.push_back(d);
  kept.back().message += " (and " + std::to_string(all.size() - kept.size()) + " more)";
  return {loaded ? loaded.value() : policy{}, std::move(kept)};
}

loaded_policy load_and_tell_all(std::string_view yaml, std::string_view file, vocabulary words, const load_options& options) {
  const auto& reading = options.text;
  if (yaml.size() > reading.bytes) return refused(number::text_too_long, file, {1, 1}, too_long_message(reading.bytes));
  const source in(yaml);
  if (const auto bad = find_bad_byte(in.text())) return refused(bad->number, file, in.at(bad->offset), bad->message);

  findings found{in, std::string(file)};
  const auto root = read_tree(reading, found);
  if (!root) {
    sort_by_place(found.list);
    return {policy{}, std::move(found.list)};
  }
  reader r(found);
  policy_draft draft = read_policy(r, *root);
  draft.file = file;
  const bool readable = found.list.empty();
  auto loaded = compile(std::move(draft), std::move(words), {.limits = options.limits, .zones = options.zones, .now = options.now},
                        std::move(found.list));
  if (!readable) return without_unused_names(loaded);
  if (!loaded) return loaded;
  return with_stuck_steps_told_once(with_allowances(std::move(loaded), in, options.now.has_value()));
}

}  // namespace

loaded_policy load_policy(std::string_view yaml, std::string_view file, vocabulary words, const load_options& options) {
  return with_the_first_told(load_and_tell_all(yaml, file, std::move(words), options));
}

loaded_policy load_policy_file(const std::string& path, vocabulary words, const load_options& options) {
  const auto yaml = read_text_file(path, options.text);
  if (!yaml) return refused(number::unreadable_file, path, {}, "the file cannot be read");
  return load_policy(*yaml, path, std::move(words), options);
}

}  // namespace tickler::inline TICKLER_ABI
